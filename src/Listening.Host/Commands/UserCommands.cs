using System.CommandLine;
using System.Globalization;
using Listening.Application.Access;
using Listening.Application.Auditing;

namespace Listening.Host.Commands;

/// <summary><c>listening user</c>: who may sign in, and for what.</summary>
internal static class UserCommands
{
    public static Command Build(Option<FileInfo?> config) => new("user", "Say who may sign in, and for what.")
    {
        BuildAdd(config),
        BuildList(config),
        BuildRoles(config),
        BuildState(config, "disable", "Disable an account. Its sessions end at once.", "is disabled", (accounts, id, operation, ct) => accounts.DisableAsync(id, operation, ct)),
        BuildState(config, "enable", "Let a disabled account sign in again.", "may sign in again", (accounts, id, operation, ct) => accounts.EnableAsync(id, operation, ct)),
    };

    private static Command BuildAdd(Option<FileInfo?> config)
    {
        var (name, roles, reason) = (Name(), Roles(), HoldCommands.Why());
        var command = new Command("add", "Add an account and print a link that signs it in once, within an hour.") { name, roles, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            var added = await session.Get<AccountService>().AddAsync(parsed.GetValue(name)!, parsed.GetValue(roles)!, operation, cancellationToken);
            return added.Account is { } account
                ? await SignInLinkCommand.PrintAsync(session, links => links.IssueAsync(account, operation, cancellationToken))
                : await RefuseAsync(added.Refusal!);
        });
        return command;
    }

    private static Command BuildList(Option<FileInfo?> config)
    {
        var command = new Command("list", "List the accounts with their roles.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            foreach (var account in await session.Get<AccountService>().ListAsync(cancellationToken))
            {
                var state = account.DisabledAt is { } at ? $"disabled {RetentionCommands.At(at)}" : "may sign in";
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{account.Id,-4} {account.Name,-24} {state,-34} {StaffRoles.List(account.Roles)}"));
            }

            return 0;
        });
        return command;
    }

    private static Command BuildRoles(Option<FileInfo?> config)
    {
        var (name, roles, reason) = (Name(), Roles(), HoldCommands.Why());
        var command = new Command("roles", "Give an account exactly these roles. They hold from its next request on.") { name, roles, reason };
        command.SetAction((parsed, cancellationToken) => ChangeAsync(
            parsed.GetValue(config), parsed.GetValue(name)!, parsed.GetValue(reason)!, "has these roles now",
            (accounts, id, operation, ct) => accounts.SetRolesAsync(id, parsed.GetValue(roles)!, operation, ct), cancellationToken));
        return command;
    }

    private static Command BuildState(Option<FileInfo?> config, string verb, string help, string done, AccountChange change)
    {
        var (name, reason) = (Name(), HoldCommands.Why());
        var command = new Command(verb, help) { name, reason };
        command.SetAction((parsed, cancellationToken) => ChangeAsync(
            parsed.GetValue(config), parsed.GetValue(name)!, parsed.GetValue(reason)!, done, change, cancellationToken));
        return command;
    }

    private static async Task<int> ChangeAsync(
        FileInfo? config, string name, string reason, string done, AccountChange change, CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(config, cancellationToken);
        if (session is null) return ListeningCommand.Unusable;
        var accounts = session.Get<AccountService>();
        if (await accounts.FindAsync(name, cancellationToken) is not { } id) return await RefuseAsync("There is no account of this name; `listening user list` lists them.");
        var result = await change(accounts, id, OperationContext.Console(session.Get<TimeProvider>(), reason), cancellationToken);
        if (result.Refusal is { } refusal) return await RefuseAsync(refusal);
        Console.WriteLine($"Account {id.ToString(CultureInfo.InvariantCulture)} {done}.");
        return 0;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The account's name." };

    private static Option<StaffRole[]> Roles() => new("--role")
    {
        Description = $"A role; give it several times for several: {StaffRoles.List(StaffRoles.All)}.",
        Required = true,
        CustomParser = parsed =>
        {
            var found = parsed.Tokens.Select(token => (token.Value, Role: StaffRoles.Find(token.Value))).ToList();
            if (found.Find(one => one.Role is null).Value is { } unknown)
                parsed.AddError($"--role: found “{unknown}”; accepted: {StaffRoles.List(StaffRoles.All)}.");
            return [.. found.Select(one => one.Role).OfType<StaffRole>()];
        },
    };

    private delegate Task<AccountResult> AccountChange(AccountService accounts, int id, OperationContext operation, CancellationToken cancellationToken);
}
