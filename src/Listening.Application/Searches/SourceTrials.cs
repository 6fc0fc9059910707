using Listening.Application.Collection;
using Listening.Application.People;
using Listening.Application.Sources;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Listening.Core.Content;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Routing;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Listening.Application.Searches;

/// <summary>Asks a search's sources for one page each, to see what a run would find. Nothing is stored and no checkpoint moves.</summary>
public sealed partial class SourceTrials(
    IDbContextFactory<ListeningDbContext> databases, SourceCatalog sources, SearchRequests requests, SourceGate gate, WatchGate watches, SourceLedger ledger, ObjectionList objections, IContentKeys keys, RoutingRules rules,
    ILogger<SourceTrials> logger)
{
    /// <summary>Posts of a source that are shown.</summary>
    public const int Shown = 3;

    /// <summary>After that a source that has not answered is given up.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Asks all sources of the search at once.</summary>
    /// <param name="draft">The search as it is to be; its query must have been understood.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What came of each, by name.</returns>
    public async Task<IReadOnlyList<SourceTrial>> AskAsync(SearchDraft draft, CancellationToken cancellationToken)
    {
        var query = Query.Parse(draft.Query).Query!;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken)) await objections.RefreshAsync(db, cancellationToken);
        var unwatched = await watches.TrialRefusalAsync(draft, cancellationToken);
        var asked = draft.Sources.Distinct(StringComparer.Ordinal).Select(sources.Find).OfType<ConfiguredSource>().OrderBy(source => source.Name, StringComparer.Ordinal);
        if (unwatched is not null) return [.. asked.Select(source => SourceTrial.Failed(source.Name, unwatched))];
        return await Task.WhenAll(asked.Select(source => AskAsync(source, requests.For(draft.Kind, query, draft.Target, source), draft.Purpose, cancellationToken)));
    }

    private async Task<SourceTrial> AskAsync(ConfiguredSource source, SourceRequest request, SearchPurpose purpose, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(source, cancellationToken) is { } refusal) return SourceTrial.Failed(source.Name, refusal);
        await ledger.SettleAsync(source, cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestWait);
        try
        {
            var read = await source.Connector.ReadAsync(request, null, patience.Token);
            await ledger.SettleAsync(source, cancellationToken);
            if (read.Page is not { } page) return SourceTrial.Failed(source.Name, SourceHealth.ProblemOf(read.Failure!));
            // Whoever objected is shown to nobody, here as little as in a queue.
            var posts = page.Posts.Where(post => objections.IsEmpty || !objections.Covers(source.Id, keys.HashAuthor(post.Author)));
            List<Post> matching = [.. posts.Where(post => QueryMatcher.Matches(request.Query, post))];
            return new SourceTrial(source.Name, null, page.Posts.Count, matching.Count,
                [.. matching.Take(Shown).Select(post => new PreviewedPost(post, QueryMatcher.Spans(request.Query, post), rules.Decide(post, [purpose]), false))]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SourceTrial.Failed(source.Name, "It did not answer in time.");
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            // As in a run: the message may quote what was read, so only its kind is kept.
            LogUnexpected(source.Id, unexpected.GetType().Name);
            return SourceTrial.Failed(source.Name, $"The answer could not be understood ({unexpected.GetType().Name}).");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Source {SourceId} failed unexpectedly in a trial: {Exception}")]
    private partial void LogUnexpected(int sourceId, string exception);
}

/// <summary>What came of asking a source.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Problem">Why it gave nothing; null when it was read.</param>
/// <param name="Read">Posts on the page.</param>
/// <param name="Matching">Those of them that match.</param>
/// <param name="Posts">The first of these.</param>
public sealed record SourceTrial(string Source, string? Problem, int Read, int Matching, IReadOnlyList<PreviewedPost> Posts)
{
    /// <summary>It gave nothing.</summary>
    public static SourceTrial Failed(string source, string problem) => new(source, problem, 0, 0, []);
}
