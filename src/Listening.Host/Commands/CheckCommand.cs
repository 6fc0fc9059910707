using System.CommandLine;
using System.Globalization;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Application.Sources;
using Listening.Core.Content;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Host.Configuration;
using Listening.Host.Serving;

namespace Listening.Host.Commands;

/// <summary><c>listening check</c>: says in a line each whether configuration, database, keys and sources can be used.</summary>
internal static class CheckCommand
{
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(20);

    public static Command Build(Option<FileInfo?> config)
    {
        var command = new Command("check", "Check configuration, database, keys and sources; a line each. Stores nothing.");
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(config), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? config, CancellationToken cancellationToken)
    {
        if (await Session.ConfigureAsync(config) is not { } options)
        {
            Console.WriteLine("configuration    wrong, see above");
            return ListeningCommand.Unusable;
        }

        Console.WriteLine($"configuration    ok{(options.IsEvaluation ? " (none found: evaluation settings)" : "")}");
        await using var session = await OpenAsync(config, options, cancellationToken);
        if (session is null) return 1;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"keys             ok, {session.Get<IContentKeys>().List().Count} content keys"));

        var searches = await session.Get<SearchCatalog>().CurrentAsync(cancellationToken);
        var wrong = 0;
        foreach (var source in session.Get<SourceCatalog>().ById.Values)
        {
            var (message, isWrong) = await StateAsync(session, source, searches, cancellationToken);
            if (isWrong) wrong++;
            Console.WriteLine($"source           {source.Name} ({source.Connector.Kind}): {message}");
        }

        return wrong == 0 ? 0 : 1;
    }

    private static async Task<Session?> OpenAsync(FileInfo? config, ListeningOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var session = await Session.OpenAsync(config, cancellationToken);
            Console.WriteLine($"database         ok ({options.Database.Provider})");
            return session;
        }
        catch (DatabaseUnusableException unusable)
        {
            Console.WriteLine($"database         {options.Database.Provider} cannot be used: {unusable.GetBaseException().Message}");
            return null;
        }
    }

    // A source that nobody has permitted is off on purpose; one that has fallen silent is wrong although it answers.
    private static async Task<(string Message, bool IsWrong)> StateAsync(Session session, ConfiguredSource source, SearchSnapshot searches, CancellationToken cancellationToken)
    {
        if (!await session.Get<SourcePermissions>().MayReadAsync(source, cancellationToken)) return (SourcePermissions.Missing, false);
        await session.Get<SourceLedger>().SettleAsync(source, cancellationToken);
        var failure = await ReadAsync(session.Get<SearchRequests>(), source, searches, cancellationToken);
        await session.Get<SourceLedger>().SettleAsync(source, cancellationToken);
        if (failure is not null) return (failure.Message, true);
        var status = (await session.Get<ISourceReader>().ListAsync(cancellationToken)).FirstOrDefault(status => status.Source == source.Name);
        return status is { State: SourceState.Silent, Problem: { } silent } ? (silent, true) : ("ok", false);
    }

    private static async Task<SourceFailure?> ReadAsync(SearchRequests requests, ConfiguredSource source, SearchSnapshot searches, CancellationToken cancellationToken)
    {
        var search = searches.ById.Values.FirstOrDefault(search => search.SourceIds.Contains(source.Id));
        if (search is null && !source.Connector.ReadsEverything)
            return new SourceFailure(SourceFailureKind.Misconfigured, "no saved search reads it, so there is nothing to ask it", null);
        var request = search is null
            ? requests.For(SearchKind.Keywords, Query.Parse("listening").Query!, null, source)
            : requests.For(search, source, searches);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestRead);
        try
        {
            return (await source.Connector.ReadAsync(request, null, limit.Token)).Failure;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SourceFailure(SourceFailureKind.Unavailable, "no answer in 20 seconds", null);
        }
    }
}
