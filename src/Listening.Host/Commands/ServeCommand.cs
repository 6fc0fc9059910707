using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Host.Configuration;
using Listening.Host.Serving;
using Microsoft.EntityFrameworkCore;

namespace Listening.Host.Commands;

/// <summary><c>listening serve</c>: runs the service until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var command = new Command("serve", "Run the service: collect, route, show the queues, delete. This is what `listening` alone does.");
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(config), cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(FileInfo? config, CancellationToken cancellationToken)
    {
        if (await Session.ConfigureAsync(config) is not { } options) return ListeningCommand.Unusable;
        if (AddressProbe.Find(options.Urls) is { } refused) return await RefuseAsync(options.Urls, refused);
        await using var app = ServiceHost.Build(options);
        try
        {
            await app.StartListeningAsync(cancellationToken);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return await RefuseAsync(options.Urls, SocketError.AddressAlreadyInUse);
        }

        await WriteBannerAsync(app, options, cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task<int> RefuseAsync(string urls, SocketError refused)
    {
        await Console.Error.WriteLineAsync(refused == SocketError.AddressAlreadyInUse
            ? $"Listening:Urls: {urls} is taken by another program, perhaps by this one started before; stop it or choose another address."
            : $"Listening:Urls: {urls} cannot be served by this machine or account ({refused}); choose another address.");
        return ListeningCommand.Unusable;
    }

    private static async Task WriteBannerAsync(WebApplication app, ListeningOptions options, CancellationToken cancellationToken)
    {
        var searches = await app.Services.GetRequiredService<SearchCatalog>().CurrentAsync(cancellationToken);
        var sources = app.Services.GetRequiredService<SourceCatalog>().ById.Count;
        var address = app.Urls.First().Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        var mode = options.IsEvaluation ? "a trial on a sample day, everything in ./data" : $"on {options.Database.Provider}, messages {options.Transport.Kind}";
        var hint = await SignInHintAsync(app.Services, address, cancellationToken);
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            Listening runs: {mode}.
            {searches.ById.Count} saved searches on {sources} {(sources == 1 ? "source" : "sources")}; posts are deleted after {options.Retention.StandardHours} hours, noise after {options.Retention.NoiseHours}.
            Open: {address}/
            Sign in: {hint}
            Stop: Ctrl+C. What is in the queues: listening queues
            """);
        Console.WriteLine(text);
    }

    // The first account of an installation gets its link here; later ones are asked for.
    private static async Task<string> SignInHintAsync(IServiceProvider services, string address, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var options = services.GetRequiredService<ListeningOptions>();
        var anybody = await scope.ServiceProvider.GetRequiredService<ListeningDbContext>().Users.AnyAsync(cancellationToken);
        if (anybody && !options.IsEvaluation) return $"{address}/sign-in, or ask for a link with `listening sign-in-link --account NAME`";
        var operation = OperationContext.System(services.GetRequiredService<TimeProvider>(), "Shown on the console at start.");
        var (token, refusal) = await scope.ServiceProvider.GetRequiredService<SignInLinks>().IssueAsync(SignInLinkCommand.FirstAccount, operation, cancellationToken);
        return token is null ? refusal! : $"{address}/sign-in/{token} (works once, for an hour)";
    }
}
