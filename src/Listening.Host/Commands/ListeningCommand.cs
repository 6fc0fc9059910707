using System.CommandLine;
using Listening.Host.Configuration;
using Listening.Host.Serving;

namespace Listening.Host.Commands;

/// <summary>The command line: <c>listening</c> alone serves; everything else is a command.</summary>
public static class ListeningCommand
{
    /// <summary>Exit code when the configuration or the command line cannot be used.</summary>
    public const int Unusable = 2;

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>0 when it was done, 1 when it was refused or found something wrong, 2 when configuration or arguments cannot be used.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        // Else a word that begins with @, as handles do, would name a file of further arguments.
        var parsed = Build().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("`listening --help` lists the commands; `listening COMMAND --help` tells about one.");
            return Unusable;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ConfigurationException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return Unusable;
        }
        catch (DatabaseUnusableException unusable)
        {
            await Console.Error.WriteLineAsync(unusable.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
    }

    private static RootCommand Build()
    {
        var config = new Option<FileInfo?>("--config")
        {
            Description = "The configuration file. Without it appsettings.json of the working folder, when there is one; with neither, a trial on a sample day.",
            Recursive = true,
            HelpName = "FILE",
        };
        var root = new RootCommand("Listens to what is said in public to and about an organisation, puts each post in one triage queue with the reason, and deletes it after five days.")
        {
            config,
            ServeCommand.Build(config),
            QueuesCommand.Build(config),
            CheckCommand.Build(config),
            SearchCommands.Build(config),
            SourceCommands.Build(config),
            RetentionCommands.Build(config),
            HoldCommands.Build(config),
            MeetingCommands.Build(config),
            WatchCommands.Build(config),
            RouteCommand.Build(),
            MatchCommand.Build(),
            AuthorityCommands.Build(config),
            PersonCommands.Build(config),
            AuditCommands.Build(config),
            UserCommands.Build(config),
            SignInLinkCommand.Build(config),
            TokenCommands.Build(config),
        };
        root.SetAction((parsed, cancellationToken) => ServeCommand.RunAsync(parsed.GetValue(config), cancellationToken));
        return root;
    }
}
