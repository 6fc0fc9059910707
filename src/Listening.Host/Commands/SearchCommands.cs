using System.CommandLine;
using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Core.Routing;
using Listening.Core.Sources;

namespace Listening.Host.Commands;

/// <summary><c>listening search</c>: adds, lists, shows, explains, runs, pauses and removes saved searches.</summary>
internal static class SearchCommands
{
    public static Command Build(Option<FileInfo?> config) => new("search", "Work with saved searches.")
    {
        BuildAdd(config),
        SearchReadCommands.BuildList(config),
        SearchReadCommands.BuildShow(config),
        SearchExplainCommand.Build(config),
        SearchPreviewCommand.Build(config),
        SearchRunCommand.Build(config),
        BuildChange(config, "pause", "Pause a saved search: its sources are not asked for it and it matches nothing new.", "Paused",
            (session, name, operation, cancellationToken) => session.Get<SearchChanges>().PauseAsync(name, operation, cancellationToken)),
        BuildChange(config, "resume", "Let a paused search go on.", "Let go on:",
            (session, name, operation, cancellationToken) => session.Get<SearchChanges>().ResumeAsync(name, operation, cancellationToken)),
        BuildChange(config, "remove", "Remove a saved search. What it found stays until its limits pass.", "Removed",
            (session, name, operation, cancellationToken) => session.Get<SearchService>().RemoveAsync(name, operation, cancellationToken)),
    };

    private static Command BuildAdd(Option<FileInfo?> config)
    {
        var name = new Argument<string>("NAME") { Description = "2 to 64 lower-case letters, digits and hyphens." };
        var query = new Option<string>("--query") { Description = "What it finds; docs/query-language.md.", Required = true };
        var sources = new Option<string[]>("--source") { Description = "A source it reads; can be given several times.", Required = true };
        var every = new Option<TimeSpan?>("--every") { Description = "Time between runs as hours:minutes:seconds; five minutes unless set.", HelpName = "0:05:00" };
        var cron = new Option<string?>("--cron") { Description = "Instead of --every: a cron expression in Quartz form, UTC.", HelpName = "\"0 0/15 * * * ?\"" };
        var purpose = new Option<SearchPurpose>("--purpose") { Description = "What its posts are looked at for; routing depends on it.", DefaultValueFactory = _ => SearchPurpose.General };
        var kind = new Option<SearchKind>("--kind") { Description = "Where it looks.", DefaultValueFactory = _ => SearchKind.Keywords };
        var target = new Option<string?>("--target") { Description = "The account's handle or the list's address, for the kinds that look there." };
        var reason = new Option<string>("--reason") { Description = "Why, for auditors.", DefaultValueFactory = _ => "Asked for on the console." };
        var command = new Command("add", "Add a saved search. A running service takes it up within seconds.") { name, query, sources, every, cron, purpose, kind, target, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var interval = parsed.GetValue(every) ?? (parsed.GetValue(cron) is null ? TimeSpan.FromMinutes(5) : null);
            var draft = new SearchDraft
            {
                Name = parsed.GetValue(name)!,
                Query = parsed.GetValue(query)!,
                Sources = parsed.GetValue(sources)!,
                Schedule = new SearchSchedule(parsed.GetValue(cron), interval),
                Purpose = parsed.GetValue(purpose),
                Kind = parsed.GetValue(kind),
                Target = parsed.GetValue(target),
            };
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            var result = await session.Get<SearchService>().AddAsync(draft, operation, cancellationToken);
            return await ReportAsync(result, $"Added {draft.Name}.");
        });
        return command;
    }

    private static Command BuildChange(
        Option<FileInfo?> config, string verb, string help, string done, Func<Session, string, OperationContext, CancellationToken, Task<SearchCommandResult>> change)
    {
        var name = new Argument<string>("NAME") { Description = "The search's name." };
        var reason = new Option<string>("--reason") { Description = "Why, for auditors.", DefaultValueFactory = _ => "Asked for on the console." };
        var command = new Command(verb, help) { name, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            return await ReportAsync(await change(session, parsed.GetValue(name)!, operation, cancellationToken), $"{done} {parsed.GetValue(name)}.");
        });
        return command;
    }

    private static async Task<int> ReportAsync(SearchCommandResult result, string done)
    {
        if (result.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }

        Console.WriteLine(done);
        return 0;
    }

    /// <summary>How a schedule reads.</summary>
    public static string Describe(string? cron, int? seconds) =>
        cron ?? string.Create(CultureInfo.InvariantCulture, $"every {TimeSpan.FromSeconds(seconds ?? 0):g}");
}
