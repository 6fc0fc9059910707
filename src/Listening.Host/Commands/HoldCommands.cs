using System.CommandLine;
using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Holds;
using Listening.Application.Storage;

namespace Listening.Host.Commands;

/// <summary><c>listening hold</c>: keeps from deletion what somebody has a right to.</summary>
internal static class HoldCommands
{
    public static Command Build(Option<FileInfo?> config) => new("hold", "Keep posts from deletion for an FOI request, a subject access request or a legal claim.")
    {
        HoldAskCommand.Build(config),
        BuildList(config),
        BuildDecide(config, "approve", "Approve a hold that somebody else asked for.", approve: true),
        BuildDecide(config, "refuse", "Refuse a hold that somebody else asked for.", approve: false),
        BuildLift(config),
    };

    private static Command BuildList(Option<FileInfo?> config)
    {
        var command = new Command("list", "List the holds.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            foreach (var hold in await session.Get<HoldService>().ListAsync(cancellationToken))
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{hold.Hold.Id,-4} {StateOf(hold.Hold),-36} {hold.Hold.Reason.Words(),-26} {hold.Hold.Reference,-20} {hold.Posts} posts"));
            }

            return 0;
        });
        return command;
    }

    private static Command BuildDecide(Option<FileInfo?> config, string verb, string help, bool approve)
    {
        var (id, reason) = (HoldId(), Why());
        var command = new Command(verb, help) { id, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            return await ReportAsync(await session.Get<HoldService>().DecideAsync(parsed.GetValue(id), approve, operation, cancellationToken), approve ? "is in force" : "is refused");
        });
        return command;
    }

    private static Command BuildLift(Option<FileInfo?> config)
    {
        var (id, reason) = (HoldId(), Why());
        var command = new Command("lift", "Lift a hold before its end. What nothing else keeps is deleted at the next purge when it is due.") { id, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            return await ReportAsync(await session.Get<HoldService>().LiftAsync(parsed.GetValue(id), operation, cancellationToken), "is lifted");
        });
        return command;
    }

    /// <summary>Says what came of it.</summary>
    public static async Task<int> ReportAsync(HoldResult result, string done)
    {
        if (result.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }

        Console.WriteLine($"Hold {result.HoldId!.Value.ToString(CultureInfo.InvariantCulture)} {done}.");
        return 0;
    }

    /// <summary>The option that says why, for auditors.</summary>
    public static Option<string> Why() => new("--reason") { Description = "Why, for auditors; no names.", DefaultValueFactory = _ => "Asked for on the console." };

    private static Argument<int> HoldId() => new("ID") { Description = "The hold's number." };

    private static string StateOf(HoldRow hold) => hold.State switch
    {
        HoldState.Asked => "waits for approval",
        HoldState.InForce => $"in force until {RetentionCommands.At(hold.EndsAt)}",
        HoldState.Refused => "refused",
        _ => $"lifted {RetentionCommands.At(hold.LiftedAt ?? hold.EndsAt)}",
    };
}
