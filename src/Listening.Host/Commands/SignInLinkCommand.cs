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
        var account = new Option<string>("--account") { Description = "The account's name; it is made when there is none.", DefaultValueFactory = _ => FirstAccount };
        var command = new Command("sign-in-link", "Issue a link that signs in once, within an hour.") { account };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            await using var scope = session.Services.CreateAsyncScope();
            var operation = OperationContext.Console(session.Get<TimeProvider>(), "Asked for on the console.");
            var token = await scope.ServiceProvider.GetRequiredService<SignInLinks>().IssueAsync(parsed.GetValue(account)!, operation, cancellationToken);
            var address = session.Get<Configuration.ListeningOptions>().Urls.Split(';')[0].TrimEnd('/');
            Console.WriteLine($"{address}/sign-in/{token}");
            return 0;
        });
        return command;
    }
}
