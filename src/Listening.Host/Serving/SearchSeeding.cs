using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Core.Searches;
using Listening.Host.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Listening.Host.Serving;

/// <summary>Adds the configured searches, and in evaluation mode the example searches, that were never there before.</summary>
internal sealed class SearchSeeding(
    ListeningOptions options, SearchService searches, IDbContextFactory<ListeningDbContext> databases, TimeProvider time)
{
    /// <summary>Adds them. One that somebody removed does not come back.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        HashSet<string> known;
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            known = (await db.SavedSearches.Select(search => search.Name).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);

        foreach (var draft in Drafts().Where(draft => !known.Contains(draft.Name)))
        {
            var result = await searches.AddAsync(draft, OperationContext.System(time, "In the configuration."), cancellationToken);
            if (result.Refusal is { } refusal) throw new ConfigurationException(new ConfigurationProblem($"Listening:Searches:{draft.Name}", "a search that is refused", refusal));
        }
    }

    private IEnumerable<SearchDraft> Drafts() => options.IsEvaluation
        ? ExampleSearches.All.Select(example => new SearchDraft
        {
            Name = example.Name,
            Query = example.Query.Text,
            Purpose = example.Purpose,
            Sources = [EvaluationMode.SourceName],
            Schedule = new SearchSchedule(null, TimeSpan.FromSeconds(EvaluationMode.EverySeconds)),
        })
        : options.Searches.Select(search => new SearchDraft
        {
            Name = search.Key,
            Query = search.Value.Query,
            Purpose = search.Value.Purpose,
            Kind = search.Value.Kind,
            Target = search.Value.Target,
            Sources = search.Value.Sources,
            Schedule = new SearchSchedule(search.Value.Cron, search.Value.EverySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null),
        });
}
