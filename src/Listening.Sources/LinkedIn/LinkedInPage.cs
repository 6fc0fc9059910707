using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Json;
using Listening.Sources.OwnPage;

namespace Listening.Sources.LinkedIn;

/// <summary>The organisation's page as one search reads it.</summary>
internal sealed class LinkedInPage(LinkedInOptions options, LinkedInClient client, LinkedInPost posts, LinkedInPlan plan, TimeProvider time) : IOwnPage
{
    private readonly LinkedInNotifications notifications = new(options, client, posts, plan, time);

    /// <inheritdoc />
    public Task<PageListing> ListAsync(PageQuestion question, CancellationToken cancellationToken) =>
        question.Part.Name == LinkedInPlan.Notifications ? notifications.ListAsync(question, cancellationToken) : PostsAsync(question, cancellationToken);

    /// <inheritdoc />
    public async Task<PageComments> WalkAsync(PageThread thread, string? token, Func<string, string> markOf, CancellationToken cancellationToken)
    {
        var at = OffsetPage.Read(token);
        var answer = await client.GetAsync("comments", $"socialActions/{LinkedInUrn.Escape(thread.Id)}/comments?{at.Query(options.PageSize)}", "GET_ALL", cancellationToken);
        // Listed a moment ago and gone since: nothing is wrong.
        if (LinkedInError.IsMissing(answer)) return new PageComments { IsGone = true };
        if (answer.Failure is not null) return new PageComments { Failure = answer.Failure };

        var elements = answer.Body!.Value.Items("elements").ToList();
        var read = elements.Select(element => (Element: element, Post: posts.ReadComment(element, thread.Post))).ToList();
        var places = read.Select(entry => (Mark: markOf(entry.Post?.Id ?? entry.Element.GetRawText()), At: (DateTime?)null)).ToList();
        if (at.Known(places) is not { } known) return new PageComments { IsTokenRefused = true };
        var fresh = read.Skip(known).ToList();
        var comments = fresh.Where(entry => entry.Post is not null).ToList();
        return new PageComments
        {
            Posts = [.. comments.Select(entry => entry.Post!)],
            Below = thread.Id == thread.Post ? [.. comments.Select(entry => Below(entry.Element, entry.Post!, thread)).OfType<PageThread>()] : [],
            Malformed = fresh.Count - comments.Count,
            Next = places.Count > 0 && at.IsFollowed(answer, options.PageSize) ? at.Next(places.Count, places[^1]) : null,
        };
    }

    private static PageThread? Below(JsonElement element, Post comment, PageThread thread)
    {
        var summary = element.At("commentsSummary");
        return (summary.Number("aggregatedTotalComments") ?? summary.Number("totalFirstLevelComments")) is { } count ? new PageThread(comment.Id, thread.Post, count) : null;
    }

    private async Task<PageListing> PostsAsync(PageQuestion question, CancellationToken cancellationToken)
    {
        var at = OffsetPage.Read(question.Token);
        var answer = await client.GetAsync(
            "posts", $"posts?q=author&author={LinkedInUrn.Escape(options.Organization)}&sortBy=CREATED&{at.Query(options.PageSize)}", "FINDER", cancellationToken);
        if (answer.Failure is not null) return new PageListing { Failure = answer.Failure };

        var elements = answer.Body!.Value.Items("elements").ToList();
        var places = elements.Select(element => (Mark: question.Notes.MarkOf(element.Id("id") ?? element.GetRawText()), At: LinkedInPost.PublishedAt(element))).ToList();
        if (at.Known(places) is not { } known) return new PageListing { IsTokenRefused = true, Failure = Moved };
        var fresh = elements.Skip(known).ToList();
        var entries = fresh.Select(Entry).OfType<PageEntry>().ToList();
        var (counted, failure) = question.Part.Walks ? await CountAsync(entries, question.From, cancellationToken) : (entries, null);
        return failure is not null ? new PageListing { Failure = failure } : new PageListing
        {
            Entries = counted,
            Malformed = fresh.Count - entries.Count,
            Next = places.Count > 0 && at.IsFollowed(answer, options.PageSize) ? at.Next(places.Count, places[^1]) : null,
        };
    }

    /// <summary>What to say when a list moves on and on under the reading.</summary>
    internal static SourceFailure Moved { get; } = new(SourceFailureKind.Unavailable, "LinkedIn's list changed while it was read.", null);

    private PageEntry? Entry(JsonElement element)
    {
        if (posts.Read(element) is not { } post) return null;
        var at = new PageEntry(post.Id, LinkedInPost.PublishedAt(element) ?? time.GetUtcNow().UtcDateTime, post.Text);
        // It may have been for everybody when it was read.
        return LinkedInPost.IsPublic(element) ? at with { Post = post } : at with { Words = "", Gone = post.Id };
    }

    // The posts themselves do not say how many comments they have.
    private async Task<(List<PageEntry> Entries, SourceFailure? Failure)> CountAsync(List<PageEntry> entries, DateTime from, CancellationToken cancellationToken)
    {
        var young = entries.Where(entry => entry.Post is not null && entry.At >= from).Select(entry => entry.Id).ToList();
        if (young.Count == 0) return (entries, null);
        var answer = await client.GetAsync("socialActions", $"socialActions?ids={LinkedInUrn.List(young)}", "BATCH_GET", cancellationToken);
        if (answer.Failure is not null) return (entries, answer.Failure);
        var results = answer.Body!.Value.At("results");
        return ([.. entries.Select(entry => entry with { Comments = results.At(entry.Id, "commentsSummary").Number("aggregatedTotalComments") })], null);
    }
}
