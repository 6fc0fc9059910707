using System.CommandLine;
using Listening.Application.Auditing;
using Listening.Application.People;

namespace Listening.Host.Commands;

/// <summary>How <c>listening person</c> is told whom a request is about.</summary>
internal sealed class PersonOptions
{
    private readonly Option<string> _reference = new("--reference") { Description = "The case's number, for example IC-123456. It is kept, so it must not say who asked.", Required = true };
    private readonly Option<string?> _handle = new("--handle") { Description = "The person's handle, in any capitals. A hyphen reads it from standard input, which keeps it out of the shell's history.", HelpName = "HANDLE|-" };
    private readonly Option<string?> _link = new("--link") { Description = "Instead of --handle: the link of a post. A hyphen reads it from standard input.", HelpName = "LINK|-" };
    private readonly Option<string?> _source = new("--source") { Description = "Only this source; without it all.", HelpName = "NAME" };

    /// <summary>A command that asks about somebody.</summary>
    /// <param name="config">The configuration file's option.</param>
    /// <param name="name">The command's name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="run">Does it, and gives the exit code.</param>
    public static Command Build(
        Option<FileInfo?> config, string name, string description, Func<ParseResult, Session, PersonQuestion, OperationContext, CancellationToken, Task<int>> run)
    {
        var options = new PersonOptions();
        var command = new Command(name, description) { options._reference, options._handle, options._link, options._source };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (await options.ReadAsync(parsed) is not { } question) return ListeningCommand.Unusable;
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), "Asked for on the console.");
            return await run(parsed, session, question, operation, cancellationToken);
        });
        return command;
    }

    /// <summary>Writes why something was refused.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RefuseAsync(string? refusal)
    {
        await Console.Error.WriteLineAsync(refusal);
        return 1;
    }

    private async Task<PersonQuestion?> ReadAsync(ParseResult parsed)
    {
        var (handle, link) = (parsed.GetValue(_handle), parsed.GetValue(_link));
        if (handle is null == link is null)
        {
            await Console.Error.WriteLineAsync("Give either --handle or --link.");
            return null;
        }

        return new PersonQuestion
        {
            Reference = parsed.GetValue(_reference)!,
            Handle = await TypedAsync(handle),
            Link = await TypedAsync(link),
            Source = parsed.GetValue(_source),
        };
    }

    private static async Task<string?> TypedAsync(string? value) => value == "-" ? await Console.In.ReadLineAsync() ?? "" : value;
}
