using System.CommandLine;
using Listening.Application.Auditing;
using Listening.Application.Sources;

namespace Listening.Host.Commands;

/// <summary><c>listening source permit</c> and <c>withdraw</c>: by what right a platform is read.</summary>
internal static class SourcePermitCommands
{
    public static Command BuildPermit(Option<FileInfo?> config)
    {
        var name = Name();
        var terms = new Option<string>("--terms") { Description = "Name and version of the platform's terms.", Required = true };
        var read = new Option<DateOnly>("--read-on") { Description = "The day on which they were read.", Required = true, HelpName = "2026-03-01" };
        var approval = new Option<string>("--approval") { Description = "Reference of the plan or approval.", Required = true };
        var use = new Option<string>("--use") { Description = "What the posts may be used for.", Required = true };
        var reason = HoldCommands.Why();
        var command = new Command("permit", "Record by what right a platform is read; until then its source is off.") { name, terms, read, approval, use, reason };
        command.SetAction((parsed, cancellationToken) =>
        {
            var draft = new PermissionDraft(parsed.GetValue(terms)!, parsed.GetValue(read), parsed.GetValue(approval)!, parsed.GetValue(use)!);
            return DoAsync(
                parsed.GetValue(config), parsed.GetValue(name)!, parsed.GetValue(reason)!, "may be read; a running service begins within its schedule",
                (permissions, source, operation, token) => permissions.RecordAsync(source, draft, operation, token), cancellationToken);
        });
        return command;
    }

    public static Command BuildWithdraw(Option<FileInfo?> config)
    {
        var (name, reason) = (Name(), HoldCommands.Why());
        var command = new Command("withdraw", "Withdraw the permission of a source, which switches it off. What it gave stays until its limits pass.") { name, reason };
        command.SetAction((parsed, cancellationToken) => DoAsync(
            parsed.GetValue(config), parsed.GetValue(name)!, parsed.GetValue(reason)!, "is off",
            (permissions, source, operation, token) => permissions.WithdrawAsync(source, operation, token), cancellationToken));
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The source's name in the configuration." };

    private static async Task<int> DoAsync(
        FileInfo? config, string name, string reason, string done,
        Func<SourcePermissions, string, OperationContext, CancellationToken, Task<PermissionRefusal?>> change, CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(config, cancellationToken);
        if (session is null) return ListeningCommand.Unusable;
        var operation = OperationContext.Console(session.Get<TimeProvider>(), reason);
        if (await change(session.Get<SourcePermissions>(), name, operation, cancellationToken) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Why);
            return 1;
        }

        Console.WriteLine($"The source {name} {done}.");
        return 0;
    }
}
