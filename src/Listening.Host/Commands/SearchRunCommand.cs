using System.CommandLine;
using System.Globalization;
using Listening.Application.Collection;
using Listening.Application.Routing;
using Listening.Application.Searches;
using Listening.Application.Watches;

namespace Listening.Host.Commands;

/// <summary><c>listening search run</c>: runs a saved search now, beside its schedule.</summary>
internal static class SearchRunCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var name = new Argument<string>("NAME") { Description = "The search's name." };
        var command = new Command("run", "Run a saved search now and put what it finds in the queues.") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var searches = await session.Get<SearchCatalog>().CurrentAsync(cancellationToken);
            var search = searches.ById.Values.FirstOrDefault(search => search.Name == parsed.GetValue(name));
            if (search is null)
            {
                var paused = (await session.Get<SearchService>().ListAsync(cancellationToken)).Any(row => row.Name == parsed.GetValue(name));
                await Console.Error.WriteLineAsync(paused
                    ? $"The search {parsed.GetValue(name)} does not run: it is paused, or its query cannot be read. `listening search show` tells more."
                    : SearchCommandResult.Missing(parsed.GetValue(name)!).Refusal);
                return 1;
            }

            if (await session.Get<WatchGate>().RefusalAsync(search, cancellationToken) is { } refusal)
            {
                await Console.Error.WriteLineAsync(refusal);
                return 1;
            }

            return await RunAsync(session, search, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Session session, ActiveSearch search, CancellationToken cancellationToken)
    {
        var wrong = 0;
        var sources = session.Get<SourceCatalog>().ById;
        foreach (var sourceId in search.SourceIds.Where(sources.ContainsKey))
        {
            var run = await session.Get<CollectionService>().RunAsync(search.Id, sourceId, nextDueAt: null, cancellationToken);
            if (run?.Problem is not null || run is null) wrong++;
            Console.WriteLine($"{sources[sourceId].Name}: {(run is null ? "left alone for now after a failure; `listening check` says why" : SearchReadCommands.Describe(run))}");
        }

        // Routing twice changes nothing, so a running service may be at the same posts.
        var routed = await session.Get<UnroutedPosts>().RouteAllAsync(session.Get<RoutingService>(), cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{routed} posts put in their queues."));
        return wrong == 0 ? 0 : 1;
    }
}
