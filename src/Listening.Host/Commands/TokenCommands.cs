using System.CommandLine;
using System.Globalization;
using Listening.Application.Access;
using Listening.Application.Auditing;

namespace Listening.Host.Commands;

/// <summary><c>listening token</c>: tokens by which programs use the API.</summary>
internal static class TokenCommands
{
    public static Command Build(Option<FileInfo?> config) => new("token", "Issue, list and revoke tokens by which programs use the API.")
    {
        BuildIssue(config),
        BuildList(config),
        BuildRevoke(config),
    };

    private static Command BuildIssue(Option<FileInfo?> config)
    {
        var name = new Argument<string>("NAME") { Description = "Which program it is for; never a person." };
        var scopes = new Option<string[]>("--scope") { Description = "What it may do; can be given several times. docs/api.md lists them.", Required = true };
        var days = new Option<int>("--days") { Description = "How long it lives.", DefaultValueFactory = _ => 90 };
        var reason = HoldCommands.Why();
        var command = new Command("issue", "Issue a token. It is printed this once.") { name, scopes, days, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var draft = new ApiTokenDraft(parsed.GetValue(name)!, parsed.GetValue(scopes)!, parsed.GetValue(days));
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            var result = await session.Get<ApiTokenService>().IssueAsync(draft, operation, cancellationToken);
            if (result.Refusal is not null) return await RefuseAsync(result.Refusal);
            Console.WriteLine(result.Token);
            return 0;
        });
        return command;
    }

    private static Command BuildList(Option<FileInfo?> config)
    {
        var command = new Command("list", "List the tokens with what they may do; never the tokens themselves.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            foreach (var token in await session.Get<ApiTokenService>().ListAsync(cancellationToken))
            {
                var state = token.RevokedAt is not null ? "revoked" : $"until {token.ExpiresAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{token.Id,-4} {token.Name,-24} {state,-16} {token.Scopes}"));
            }

            return 0;
        });
        return command;
    }

    private static Command BuildRevoke(Option<FileInfo?> config)
    {
        var id = new Argument<int>("ID") { Description = "The token's number." };
        var reason = HoldCommands.Why();
        var command = new Command("revoke", "Revoke a token; it opens nothing from now on.") { id, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            if (await session.Get<ApiTokenService>().RevokeAsync(parsed.GetValue(id), operation, cancellationToken) is { } refusal) return await RefuseAsync(refusal);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Token {parsed.GetValue(id)} is revoked."));
            return 0;
        });
        return command;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}
