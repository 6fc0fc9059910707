using System.Globalization;
using System.Text.Json;
using Listening.Sources.Http;
using Listening.Sources.Json;
using Listening.Sources.OwnPage;

namespace Listening.Sources.Facebook;

/// <summary>The organisation's page as one search reads it.</summary>
internal sealed class FacebookPage(FacebookOptions options, FacebookClient client, FacebookPost posts, FacebookPlan plan, TimeProvider time) : IOwnPage
{
    /// <inheritdoc />
    public async Task<PageListing> ListAsync(PageQuestion question, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(
            question.Part.Name, $"{options.PageId}/{question.Part.Name}", Page(question.Token, [new("fields", FacebookPlan.FieldsOf(question.Part))]), cancellationToken);
        if (answer.Failure is not null)
            return new PageListing { Failure = answer.Failure, IsTokenRefused = FacebookError.Of(answer) is { IsRefused: true } };

        var data = answer.Body!.Value.Items("data").ToList();
        var entries = data.Select(Entry).OfType<PageEntry>().ToList();
        return new PageListing { Entries = entries, Malformed = data.Count - entries.Count, Next = Next(answer) };
    }

    /// <inheritdoc />
    public async Task<PageComments> WalkAsync(PageThread thread, string? token, Func<string, string> markOf, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(
            "comments",
            $"{Uri.EscapeDataString(thread.Id)}/comments",
            Page(token, [new("filter", "stream"), new("order", "chronological"), new("fields", FacebookPost.CommentFields)]),
            cancellationToken);
        if (answer.Failure is not null)
        {
            var error = FacebookError.Of(answer);
            // Listed a moment ago and gone since: nothing is wrong.
            return error is { IsMissing: true } ? new PageComments { IsGone = true }
                : new PageComments { Failure = answer.Failure, IsTokenRefused = error is { IsRefused: true } };
        }

        var data = answer.Body!.Value.Items("data").ToList();
        var comments = data.Select(entry => (Entry: entry, Post: posts.ReadComment(entry, thread.Id))).Where(read => read.Post is not null).ToList();
        return new PageComments
        {
            Posts = [.. comments.Where(read => FacebookPost.IsPublic(read.Entry) && (plan.WantsOwnPosts || !posts.IsOwn(read.Entry))).Select(read => read.Post!)],
            Malformed = data.Count - comments.Count,
            Next = Next(answer),
        };
    }

    private PageEntry? Entry(JsonElement entry)
    {
        if (posts.Read(entry) is not { } post) return null;
        var at = new PageEntry(post.Id, entry.Time("created_time") ?? time.GetUtcNow().UtcDateTime, post.Text);
        // It may have been for everybody when it was read.
        if (!FacebookPost.IsPublic(entry)) return at with { Words = "", Gone = post.Id };
        var isOwn = posts.IsOwn(entry);
        return at with
        {
            Post = isOwn == plan.WantsOwnPosts ? post : null,
            // Whatever is said under a visitor's post on the page is said to the page; it is no part of the page's own posts.
            Comments = isOwn || plan.WantsOthersPosts ? FacebookPost.Comments(entry) : null,
        };
    }

    private IEnumerable<KeyValuePair<string, string>> Page(string? token, params KeyValuePair<string, string>[] parameters)
    {
        foreach (var parameter in parameters) yield return parameter;
        yield return new("limit", options.PageSize.ToString(CultureInfo.InvariantCulture));
        if (token is not null) yield return new("after", token);
    }

    // The link to the next page holds the access token, so it is never followed; a last page has cursors but no such link.
    private static string? Next(ApiAnswer answer)
    {
        var paging = answer.Body!.Value.At("paging");
        return paging.Text("next") is { Length: > 0 } ? paging.At("cursors").Text("after") : null;
    }
}
