using System.Buffers;
using System.CommandLine;
using System.Globalization;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Application.Sources;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Sources;

namespace Listening.Host.Commands;

/// <summary><c>listening source read</c>: reads a source once without storing anything.</summary>
internal static class SourceReadCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var name = new Argument<string>("NAME") { Description = "The source's name in the configuration." };
        var limit = new Option<int>("--limit") { Description = "Posts to print at most.", DefaultValueFactory = _ => 20 };
        var search = new Option<string?>("--search") { Description = "Ask for what this saved search asks; without it the first that reads the source.", HelpName = "NAME" };
        var query = new Option<string?>("--query") { Description = "Ask for this query instead of a saved search's.", HelpName = "QUERY" };
        var command = new Command("read", "Read a source once and print its posts as JSON Lines. Stores nothing.") { name, limit, search, query };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var sources = session.Get<SourceCatalog>();
            if (sources.Find(parsed.GetValue(name)!) is not { } source)
                return await RefuseAsync($"No source named {parsed.GetValue(name)} is configured; there is {string.Join(", ", sources.ById.Values.Select(known => known.Name))}.");
            if (await session.Get<SourceGate>().RefusalAsync(source, cancellationToken) is { } closed) return await RefuseAsync(closed);
            var searches = await session.Get<SearchCatalog>().CurrentAsync(cancellationToken);
            var (request, refusal) = RequestOf(session.Get<SearchRequests>(), source, searches, parsed.GetValue(search), parsed.GetValue(query));
            if (request is null) return await RefuseAsync(refusal!);
            var ledger = session.Get<SourceLedger>();
            await ledger.SettleAsync(source, cancellationToken);
            var outcome = await PrintAsync(source, request, Math.Max(1, parsed.GetValue(limit)), cancellationToken);
            await ledger.SettleAsync(source, cancellationToken);
            return outcome;
        });
        return command;
    }

    private static (SourceRequest? Request, string? Refusal) RequestOf(
        SearchRequests requests, ConfiguredSource source, SearchSnapshot searches, string? name, string? query)
    {
        if (query is not null)
        {
            var (understood, error) = Query.Parse(query);
            return understood is null ? (null, error!.Message) : (requests.For(SearchKind.Keywords, understood, null, source), null);
        }

        var search = searches.ById.Values.FirstOrDefault(search => name is null ? search.SourceIds.Contains(source.Id) : search.Name == name);
        if (search is not null) return (requests.For(search, source, searches), null);
        if (name is not null) return (null, $"There is no search named {name}.");
        return source.Connector.ReadsEverything
            ? (requests.For(SearchKind.Keywords, Query.Parse("listening").Query!, null, source), null)
            : (null, "No saved search reads this source; name one by --search or give a query by --query.");
    }

    private static async Task<int> PrintAsync(ConfiguredSource source, SourceRequest request, int limit, CancellationToken cancellationToken)
    {
        await using var output = Console.OpenStandardOutput();
        string? cursor = null;
        var printed = 0;
        while (printed < limit)
        {
            var read = await source.Connector.ReadAsync(request, cursor, cancellationToken);
            if (read.Page is not { } page) return await RefuseAsync(read.Failure!.Message);
            foreach (var post in page.Posts.Take(limit - printed))
            {
                var line = new ArrayBufferWriter<byte>();
                PostWriter.WriteLine(line, post);
                await output.WriteAsync(line.WrittenMemory, cancellationToken);
                printed++;
            }

            if (!page.HasMore) break;
            cursor = page.Cursor;
        }

        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{printed} posts; nothing was stored."));
        return 0;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}
