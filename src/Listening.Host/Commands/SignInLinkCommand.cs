using System.CommandLine;
using Listening.Application.Access;
using Listening.Application.Auditing;

namespace Listening.Host.Commands;

/// <summary><c>listening sign-in-link</c>: a link that signs in once.</summary>
internal static class SignInLinkCommand
{
    /// <summary>Name of the account that the first link is for.</summary>
    public const string FirstAccount = "first-account";

    public static Command Build(Option<FileInfo?> config)
    {
        var account = new Option<string>("--account")
        {
            Description = "The account's name. While there is no administrator it becomes one, and is made when it is not there.",
            DefaultValueFactory = _ => FirstAccount,
        };
        var command = new Command("sign-in-link", "Issue a link that signs in once, within an hour.") { account };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), "Asked for on the console.");
            return await PrintAsync(session, links => links.IssueAsync(parsed.GetValue(account)!, operation, cancellationToken));
        });
        return command;
    }

    /// <summary>Issues a link and prints its address, or why there is none.</summary>
    public static async Task<int> PrintAsync(Session session, Func<SignInLinks, Task<LinkResult>> issue)
    {
        await using var scope = session.Services.CreateAsyncScope();
        var (token, refusal) = await issue(scope.ServiceProvider.GetRequiredService<SignInLinks>());
        if (token is null)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }

        var address = session.Get<Configuration.ListeningOptions>().Urls.Split(';')[0].TrimEnd('/');
        Console.WriteLine($"{address}/sign-in/{token}");
        return 0;
    }
}
