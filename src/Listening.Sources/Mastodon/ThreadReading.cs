using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;
using Listening.Sources.Threads;

namespace Listening.Sources.Mastodon;

/// <summary>Reads what was said under an account's young posts: looks through them newest first, and walks the threads whose number of replies has changed.</summary>
/// <remarks>
/// The platform counts direct replies, so an answer to an answer is found when the thread is walked the next time; one that mentions
/// the organisation is found by a search for mentions. Posts of the account that were edited are read again on the way.
/// </remarks>
internal sealed class ThreadReading(MastodonOptions options, MastodonApi api, MastodonPost posts, DateTime now)
{
    /// <summary>Answers that a server shows somebody who is not signed in; signed-in people see 4,096.</summary>
    private const int ShownWithoutToken = 60;
    private const int ShownWithToken = 4_096;

    private static readonly Dictionary<string, long> None = new(StringComparer.Ordinal);

    /// <summary>Reads on: one thread, after looking for it when none is pending.</summary>
    /// <param name="place">Where the request stands.</param>
    /// <param name="path">Path of the account's posts.</param>
    /// <param name="request">The request.</param>
    /// <param name="pending">What is known to be walked; null to look for it.</param>
    /// <param name="markOf">Marks threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(MastodonStep? Step, SourceFailure? Failure)> ReadAsync(
        MastodonPlace place, string path, MastodonRequest request, PendingThreads? pending, Func<string, string> markOf, CancellationToken cancellationToken)
    {
        var drain = place.Drain ?? new MastodonDrain { Started = now };
        var found = new MastodonStep(new MastodonTurn(place));
        if (pending is null)
        {
            var limit = new KeyValuePair<string, string>("limit", options.PageSize.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var answer = await api.GetAsync(request.Method, path, [.. request.Parameters, limit, .. TimelinePaging.Parameters(drain)], cancellationToken);
            if (answer.Failure is not null) return (null, answer.Failure);
            if (answer.Body?.ValueKind != JsonValueKind.Array) return (null, new SourceFailure(SourceFailureKind.Rejected, $"The server's answer to {request.Method} is not a page of posts.", null));
            found = Look(place, drain, MastodonEntry.ReadAll(answer.Body.Value.Elements(), posts, now), answer, markOf);
            (drain, pending) = (found.Turn.Place.Drain, found.Pending);
            if (pending is null || drain is null) return (found, null);
        }

        return await WalkAsync(place, drain, pending, found, cancellationToken);
    }

    private MastodonStep Look(MastodonPlace place, MastodonDrain drain, List<MastodonEntry> entries, ApiAnswer answer, Func<string, string> markOf)
    {
        var oldest = drain.Started - TimeSpan.FromDays(options.CommentDays);
        var young = entries.FindAll(entry => entry.At >= oldest && entry.Id is not null);
        var walked = new Dictionary<string, long>(drain.Walked ?? None, StringComparer.Ordinal);
        var book = new ThreadBook(place.Threads);
        var changed = new List<ChangedThread>();
        foreach (var entry in young.Where(entry => entry.Post is not null))
        {
            var thread = new ChangedThread(entry.Id!, markOf(entry.Id!), Math.Max(0, entry.Status.Number("replies_count") ?? 0));
            if (walked.TryGetValue(thread.Mark, out var replies) && replies == thread.Replies) continue;
            if (book.IsToBeWalked(thread.Mark, thread.Replies)) changed.Add(thread);
            else if (thread.Replies > 0) walked[thread.Mark] = thread.Replies;
        }

        var isLast = entries.Count == 0 || entries[^1].At < oldest;
        var older = isLast ? null : PageLinks.Older(answer, options.Service) ?? entries.FindLast(entry => entry.Id is not null)?.Id;
        var gap = !isLast && (older is null || older == drain.Max || drain.Pages + 1 >= options.MaximumPages);
        if (gap) older = null;
        drain = drain with { Walked = walked };
        return new MastodonStep(changed.Count > 0 ? new MastodonTurn(place with { Drain = drain }, gap) : After(place, drain, older, gap))
        {
            Posts = [.. young.Where(entry => entry.Status.Time("edited_at") is not null).Select(entry => entry.Post).OfType<Post>()],
            Malformed = entries.Count(entry => entry.IsMalformed),
            Pending = changed.Count > 0 ? new PendingThreads(changed[0], changed[1..], older) : null,
        };
    }

    private async Task<(MastodonStep?, SourceFailure?)> WalkAsync(MastodonPlace place, MastodonDrain drain, PendingThreads pending, MastodonStep found, CancellationToken cancellationToken)
    {
        var thread = pending.Next;
        var answer = await api.GetAsync("statuses/context", $"/api/v1/statuses/{Uri.EscapeDataString(thread.Id)}/context", [], cancellationToken);
        var isGone = MastodonCheck.IsGone(answer);
        if (!isGone && answer.Failure is not null) return (null, answer.Failure);
        if (!isGone && answer.Body?.At("descendants").ValueKind != JsonValueKind.Array) return (null, new SourceFailure(SourceFailureKind.Rejected, "The server's answer to statuses/context is not a thread.", null));

        var comments = isGone ? [] : MastodonEntry.ReadAll(answer.Body!.Value.Items("descendants"), posts, now);
        var cut = comments.Count >= (options.HasToken ? ShownWithToken : ShownWithoutToken);
        var book = new ThreadBook(drain.Walked);
        if (!isGone) book.NoteWalked(thread.Mark, thread.Replies);
        drain = drain with { Walked = book.Save() };
        var rest = pending.Rest.Count == 0 ? null : new PendingThreads(pending.Rest[0], [.. pending.Rest.Skip(1)], pending.Older);
        var gap = cut || found.Turn.Gap;
        return (found with
        {
            Turn = rest is null ? After(place, drain, pending.Older, gap) : new MastodonTurn(place with { Drain = drain }, gap),
            Posts = [.. found.Posts, .. comments.Select(comment => comment.Post).OfType<Post>()],
            Deleted = isGone ? [thread.Id] : [],
            Malformed = found.Malformed + comments.Count(comment => comment.IsMalformed),
            Pending = rest,
        }, null);
    }

    private static MastodonTurn After(MastodonPlace place, MastodonDrain drain, string? older, bool gap) => older is null
        ? new MastodonTurn(new MastodonPlace { Read = drain.Started, Threads = drain.Walked }, gap)
        : new MastodonTurn(place with { Drain = drain with { Max = older, Pages = drain.Pages + 1 } }, gap);
}
