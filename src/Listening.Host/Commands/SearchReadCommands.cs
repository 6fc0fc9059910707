using System.CommandLine;
using System.Globalization;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Application.Watches;
using Listening.Core.Routing;
using Microsoft.EntityFrameworkCore;

namespace Listening.Host.Commands;

/// <summary><c>listening search list</c> and <c>show</c>.</summary>
internal static class SearchReadCommands
{
    private const int RunsShown = 5;

    public static Command BuildList(Option<FileInfo?> config)
    {
        var command = new Command("list", "List the saved searches.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var sources = session.Get<SourceCatalog>();
            foreach (var search in await session.Get<SearchService>().ListAsync(cancellationToken))
            {
                var refused = await RefusalAsync(session, search, cancellationToken) is not null;
                Console.WriteLine(
                    $"{search.Name,-24} {search.Purpose.Name(),-16} {(search.PausedAt is not null ? "paused" : refused ? "unwatched" : SearchCommands.Describe(search.Cron, search.IntervalSeconds)),-16} {NamesOf(search, sources),-16} {search.Query}");
            }

            return 0;
        });
        return command;
    }

    public static Command BuildShow(Option<FileInfo?> config)
    {
        var name = new Argument<string>("NAME") { Description = "The search's name." };
        var command = new Command("show", "Show one saved search and its last runs.") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var search = (await session.Get<SearchService>().ListAsync(cancellationToken)).FirstOrDefault(search => search.Name == parsed.GetValue(name));
            if (search is null)
            {
                await Console.Error.WriteLineAsync($"There is no search named {parsed.GetValue(name)}. `listening search list` shows those there are.");
                return 1;
            }

            var sources = session.Get<SourceCatalog>();
            Console.WriteLine($"name      {search.Name} (version {search.Version.ToString(CultureInfo.InvariantCulture)})");
            Console.WriteLine($"query     {search.Query}");
            Console.WriteLine($"purpose   {search.Purpose.Name()}");
            Console.WriteLine($"looks     {search.Kind}{(search.Target is null ? "" : $" {search.Target}")}");
            Console.WriteLine($"sources   {NamesOf(search, sources)}");
            Console.WriteLine($"runs      {SearchCommands.Describe(search.Cron, search.IntervalSeconds)}{(search.PausedAt is { } paused ? $", paused since {RetentionCommands.At(paused)}" : "")}");
            if (await RefusalAsync(session, search, cancellationToken) is { } refusal) Console.WriteLine($"refused   {refusal}");
            await using var db = await session.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync(cancellationToken);
            var runs = await db.CollectionRuns.AsNoTracking().Where(run => run.SearchId == search.Id).OrderByDescending(run => run.Id).Take(RunsShown).ToListAsync(cancellationToken);
            foreach (var run in runs) Console.WriteLine($"run       {Describe(run)}");
            return 0;
        });
        return command;
    }

    /// <summary>One run in one line.</summary>
    public static string Describe(CollectionRunRow run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.StartedAt:yyyy-MM-dd HH:mm:ss} UTC: {run.Read} read, {run.New} new, {run.Edited} edited, {run.Deleted} deleted, {run.Matched} matched, {run.Malformed} malformed{(run.PossibleGap ? ", posts may have been missed" : "")}{(run.Problem is null ? "" : $"; {run.Problem}")}{(run.FinishedAt is null ? "; not finished" : "")}");

    private static Task<string?> RefusalAsync(Session session, SavedSearchRow search, CancellationToken cancellationToken) =>
        session.Get<WatchGate>().RefusalAsync(search.Id, search.Kind, search.Target, cancellationToken);

    private static string NamesOf(SavedSearchRow search, SourceCatalog sources) =>
        string.Join(", ", search.Sources.Select(link => sources.ById.TryGetValue(link.SourceId, out var source) ? source.Name : "(no longer configured)"));
}
