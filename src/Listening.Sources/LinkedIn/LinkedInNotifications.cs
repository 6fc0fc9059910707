using System.Globalization;
using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Json;
using Listening.Sources.OwnPage;

namespace Listening.Sources.LinkedIn;

/// <summary>What the platform tells of others' doings on the page.</summary>
/// <remarks>
/// Notifications come late and more than once, and in no order that is promised: an edit may be listed before the comment. So a
/// comment is asked for as it is now, whatever a notification says of it, and one that is gone by now counts as gone.
/// </remarks>
internal sealed class LinkedInNotifications(LinkedInOptions options, LinkedInClient client, LinkedInPost posts, LinkedInPlan plan, TimeProvider time)
{
    /// <summary>Reads a page of them.</summary>
    public async Task<PageListing> ListAsync(PageQuestion question, CancellationToken cancellationToken)
    {
        var at = OffsetPage.Read(question.Token);
        var range = string.Create(CultureInfo.InvariantCulture, $"(start:{LinkedInTime.Write(question.From)},end:{LinkedInTime.Write(question.Until)})");
        var answer = await client.GetAsync(
            LinkedInPlan.Notifications,
            $"{LinkedInPlan.Notifications}?q=criteria&organizationalEntity={LinkedInUrn.Escape(options.Organization)}&actions=List({string.Join(',', plan.Actions)})&timeRange={range}&{at.Query(options.PageSize)}",
            "FINDER",
            cancellationToken);
        if (answer.Failure is not null) return new PageListing { Failure = answer.Failure };

        var elements = answer.Body!.Value.Items("elements").ToList();
        var places = elements.Select(element => (Mark: question.Notes.MarkOf(element.Id("notificationId") ?? element.GetRawText()), At: (DateTime?)null)).ToList();
        if (at.Known(places) is not { } known) return new PageListing { IsTokenRefused = true, Failure = LinkedInPage.Moved };

        List<PageEntry> entries = [];
        var malformed = 0;
        for (var each = known; each < elements.Count; each++)
        {
            var (entry, failure) = await EntryAsync(elements[each], question, cancellationToken);
            if (failure is not null && each == known) return new PageListing { Failure = failure };
            // What was looked at is kept; the next read goes on with the one that failed.
            if (failure is not null) return new PageListing { Entries = entries, Malformed = malformed, Next = at.Next(each, places[each - 1]) };
            if (entry is null) malformed++;
            else entries.Add(entry);
        }

        return new PageListing
        {
            Entries = entries,
            Malformed = malformed,
            Next = places.Count > 0 && at.IsFollowed(answer, options.PageSize) ? at.Next(places.Count, places[^1]) : null,
        };
    }

    private async Task<(PageEntry? Entry, SourceFailure? Failure)> EntryAsync(JsonElement told, PageQuestion question, CancellationToken cancellationToken)
    {
        if (told.Id("notificationId") is not { } id) return (null, null);
        var at = told.Moment("lastModifiedAt") ?? time.GetUtcNow().UtcDateTime;
        var entry = new PageEntry("notification " + id, at < question.From ? question.From : at, "");
        if (question.Notes.IsKnown(entry.Id)) return (entry, null);

        var made = told.At("decoratedGeneratedActivity");
        switch (told.Text("action"))
        {
            case "COMMENT" or "COMMENT_EDIT" or "COMMENT_DELETE":
                return (LinkedInUrn.Comment(made.At("comment").Text("entity")) ?? LinkedInUrn.Comment(told.Text("generatedActivity"))) is { } comment
                    ? await CommentAsync(told, comment, entry, cancellationToken)
                    : (null, null);
            case "SHARE" or "SHARE_MENTION":
                return (posts.ReadShare(made.At("share"), at) is { } share ? entry with { Post = Wanted(share) } : null, null);
            default:
                return (entry, null);
        }
    }

    private async Task<(PageEntry? Entry, SourceFailure? Failure)> CommentAsync(JsonElement told, string comment, PageEntry entry, CancellationToken cancellationToken)
    {
        string[] under = [.. new[] { told.At("decoratedSourcePost").Text("entity"), told.Text("sourcePost") }.OfType<string>()];
        if (told.Text("action") == "COMMENT_DELETE") return (entry with { Gone = comment, Disturbed = under }, null);

        var parts = LinkedInUrn.Parts(comment)!.Value;
        var answer = await client.GetAsync("comments", $"socialActions/{LinkedInUrn.Escape(parts.Under)}/comments/{parts.Id}", "GET", cancellationToken);
        if (LinkedInError.IsMissing(answer)) return (entry with { Gone = comment, Disturbed = under }, null);
        if (answer.Failure is not null) return (null, answer.Failure);
        var post = posts.ReadComment(answer.Body!.Value, under.FirstOrDefault() ?? parts.Under);
        return (post is null ? null : entry with { Post = Wanted(post) }, null);
    }

    private Post? Wanted(Post post) => plan.WantsOwn || !posts.IsOwn(post) ? post : null;
}
