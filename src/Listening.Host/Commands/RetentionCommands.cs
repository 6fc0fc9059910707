using System.CommandLine;
using System.Globalization;
using Listening.Application.Incidents;
using Listening.Application.Retention;
using Listening.Application.Storage;

namespace Listening.Host.Commands;

/// <summary><c>listening retention</c>: says when and why things are deleted.</summary>
internal static class RetentionCommands
{
    public static Command Build(Option<FileInfo?> config) =>
        new("retention", "See when things are deleted, by which rules, and what is wrong.") { BuildWhy(config), BuildRules(config), BuildIncidents(config) };

    private static Command BuildWhy(Option<FileInfo?> config)
    {
        var id = new Argument<long>("ID") { Description = "The item's number, as in its address." };
        var command = new Command("why", "Say when an item is deleted and why.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            if (await session.Get<RetentionExplainer>().WhyAsync(parsed.GetValue(id), cancellationToken) is not { } why)
            {
                await Console.Error.WriteLineAsync(
                    $"No item {parsed.GetValue(id).ToString(CultureInfo.InvariantCulture)} is held: it was deleted, or never was.");
                return 1;
            }

            Console.WriteLine(why.Sentence(At));
            foreach (var later in why.LaterLimits(At)) Console.WriteLine(later);
            Console.WriteLine(why.Version);
            return 0;
        });
        return command;
    }

    private static Command BuildRules(Option<FileInfo?> config)
    {
        var command = new Command("rules", "List the versions of the retention rules. New ones come from the configuration and are confirmed by a second person, on the page Retention.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var current = session.Get<RetentionRulebook>().Current.Version;
            foreach (var row in await session.Get<RetentionRulebook>().ListAsync(cancellationToken))
                Console.WriteLine($"{row.Version.ToString(CultureInfo.InvariantCulture),-4} {StateOf(row, current),-44} {RetentionRulebook.Describe(RetentionRulebook.PolicyOf(row))}");
            return 0;
        });
        return command;
    }

    private static Command BuildIncidents(Option<FileInfo?> config)
    {
        var command = new Command("incidents", "List what is wrong with deletion and keys. Exit code 1 when something is.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var open = await session.Get<IncidentBook>().OpenOnesAsync(cancellationToken);
            foreach (var incident in open) Console.WriteLine($"since {At(incident.OpenedAt)}: {incident.Problem}");
            if (open.Count == 0) Console.WriteLine("Nothing is wrong.");
            return open.Count == 0 ? 0 : 1;
        });
        return command;
    }

    /// <summary>A UTC time as it reads on the console, for example <c>Tue 24 Nov 2026 14:00 UTC</c>.</summary>
    public static string At(DateTime time) => time.ToString("ddd d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string StateOf(RetentionRuleSetRow row, int current) => row.State switch
    {
        RuleSetState.InForce when row.Version == current => $"in force since {At(row.DecidedAt ?? row.ProposedAt)}",
        RuleSetState.InForce => "was in force",
        RuleSetState.Proposed => string.Create(CultureInfo.InvariantCulture, $"waits; {row.Sooner} posts would go sooner"),
        _ => "dropped",
    };
}
