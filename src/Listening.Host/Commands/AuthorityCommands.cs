using System.CommandLine;
using System.Globalization;
using Listening.Core.Foi;

namespace Listening.Host.Commands;

/// <summary><c>listening authorities</c>: which public authorities posts are about.</summary>
internal static class AuthorityCommands
{
    public static Command Build() => new("authorities", "Recognise public authorities under all the names people use.") { BuildFind() };

    private static Command BuildFind()
    {
        var posts = new Option<FileInfo>("--posts") { Description = "JSON Lines of posts; - reads standard input.", Required = true, HelpName = "FILE" };
        var signals = new Option<bool>("--signals") { Description = "Add what each post says about how requests are handled: signals, each with signal, says, words, marks, and days or sections where claimed." };
        var command = new Command("find", "Print the authorities that each post of a file is about as JSON Lines: id, authorities (official names), possible (not counted), reasons. Needs no database.") { posts, signals };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (await InputFile.OpenAsync(parsed.GetValue(posts)!) is not { } input) return ListeningCommand.Unusable;
            await using (input)
            {
                await using var output = Console.OpenStandardOutput();
                var find = new AuthorityPosts(AuthorityRecogniser.Default, parsed.GetValue(signals) ? FoiSignalRules.Default : null);
                var counts = await find.RunAsync(
                    input, output, problem => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {problem.Line}: {problem.Message}")), cancellationToken);
                return counts.Malformed > 0 ? 1 : 0;
            }
        });
        return command;
    }
}
