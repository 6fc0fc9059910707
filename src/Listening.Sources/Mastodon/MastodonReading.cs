using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.Mastodon;

/// <summary>Reads the next page of a search: which request is asked, from which place, and what follows.</summary>
internal sealed class MastodonReading(MastodonOptions options, MastodonApi api, MastodonPost posts, TimeProvider time)
{
    private const int MarkLetters = 12;

    private readonly MastodonAccounts accounts = new(api);
    private readonly ThreadMemory memory = new();

    /// <summary>Reads the next page of the requests that a search was turned into.</summary>
    public async Task<SourceRead> ReadAsync(SourceRequest request, IReadOnlyList<MastodonRequest> requests, string? cursor, CancellationToken cancellationToken)
    {
        var saved = MastodonCursor.Read(cursor);
        var at = saved ?? new MastodonCursor();
        // The query was made shorter meanwhile: its requests are gone through from the first.
        var part = at.Part >= 0 && at.Part < requests.Count ? at.Part : 0;
        var (asked, mark) = (requests[part], MarkOf(request, requests[part]));
        var (step, failure) = await StepAsync(at.At(mark), asked, memory.Take(asked.Account ?? "", cursor), request.MarkOf, cancellationToken);
        if (step is null) return new SourceRead(null, failure);

        var isRead = step.Turn.Place.Drain is null;
        var isLast = isRead && part + 1 == requests.Count;
        var next = at.With(mark, step.Turn.Place) with { Part = isLast ? 0 : isRead ? part + 1 : part };
        if (isLast) next = next.Keep(requests.Select(each => MarkOf(request, each)));
        var written = next.Write();
        if (step.Pending is not null) memory.Keep(asked.Account ?? "", written, step.Pending);
        return SourceRead.Of(new SourcePage
        {
            Posts = [.. step.Posts.DistinctBy(post => post.Id)],
            Deleted = step.Deleted,
            Malformed = step.Malformed,
            Cursor = written,
            HasMore = !isLast,
            PossibleGap = step.Turn.Gap || saved is null,
        });
    }

    /// <summary>Reads one page of one request.</summary>
    public async Task<(MastodonStep? Step, SourceFailure? Failure)> StepAsync(
        MastodonPlace place, MastodonRequest asked, PendingThreads? pending, Func<string, string> markOf, CancellationToken cancellationToken)
    {
        var path = asked.Path;
        if (asked.Account is not null)
        {
            var (id, failure) = await accounts.FindAsync(asked.Account, cancellationToken);
            if (id is null) return (null, failure);
            path = path.Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal);
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (asked.Style == PagingStyle.Threads) return await new ThreadReading(options, api, posts, now).ReadAsync(place, path, asked, pending, markOf, cancellationToken);
        return asked.Style == PagingStyle.Search
            ? await SearchAsync(place, asked, now, cancellationToken)
            : await TimelineAsync(place, path, asked, now, cancellationToken);
    }

    private async Task<(MastodonStep?, SourceFailure?)> TimelineAsync(MastodonPlace place, string path, MastodonRequest asked, DateTime now, CancellationToken cancellationToken)
    {
        var paging = new TimelinePaging(options, now);
        var drain = paging.Resume(place);
        var answer = await AskAsync(asked, path, TimelinePaging.Parameters(drain), cancellationToken);
        if (answer.Status is 404 or 410 && asked.Account is not null)
        {
            // The account may have come back under another number.
            accounts.Forget(asked.Account);
            return (null, answer.Failure! with { Message = "The account is no longer there, or shows itself only to people who are signed in. Look at it on the server, and correct the search." });
        }

        if (answer.Failure is not null) return (null, answer.Failure);
        if (answer.Body?.ValueKind != JsonValueKind.Array) return (null, NoPage(asked));
        var entries = MastodonEntry.ReadAll(answer.Body.Value.Elements(), posts, now);
        return (Step(entries, paging.Oldest(place, drain), paging.After(place, drain, entries, answer)), null);
    }

    private async Task<(MastodonStep?, SourceFailure?)> SearchAsync(MastodonPlace place, MastodonRequest asked, DateTime now, CancellationToken cancellationToken)
    {
        var paging = new SearchPaging(options, now);
        var drain = paging.Resume(place);
        var answer = await AskAsync(asked, asked.Path, SearchPaging.Parameters(drain), cancellationToken);
        if (answer.Failure is not null) return (null, answer.Failure);
        if (answer.Body?.At("statuses").ValueKind != JsonValueKind.Array) return (null, NoPage(asked));
        var entries = MastodonEntry.ReadAll(answer.Body.Value.Items("statuses"), posts, now);
        return (Step(entries, paging.Oldest(place, drain), paging.After(place, drain, entries)), null);
    }

    private Task<ApiAnswer> AskAsync(MastodonRequest asked, string path, IEnumerable<KeyValuePair<string, string>> paging, CancellationToken cancellationToken) =>
        api.GetAsync(asked.Method, path, [.. asked.Parameters, new("limit", options.PageSize.ToString(CultureInfo.InvariantCulture)), .. paging], cancellationToken);

    // What is older than asked for came along on the last page; the first run of a search must not bring in last year.
    private static MastodonStep Step(List<MastodonEntry> entries, DateTime? oldest, MastodonTurn turn) => new(turn)
    {
        Posts = [.. entries.Where(entry => oldest is null || entry.At is null || entry.At >= oldest).Select(entry => entry.Post).OfType<Post>()],
        Malformed = entries.Count(entry => entry.IsMalformed),
    };

    private static SourceFailure NoPage(MastodonRequest asked) => new(SourceFailureKind.Rejected, $"The server's answer to {asked.Method} is not a page of posts.", null);

    /// <summary>What a request is called in a cursor. It holds hashtags and handles itself, which have no place there.</summary>
    public static string MarkOf(SourceRequest request, MastodonRequest asked) =>
        request.MarkOf(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{asked.Style} {asked} {asked.Account}")))[..MarkLetters]);
}
