using System.CommandLine;
using System.Globalization;
using Listening.Core.Routing;
using Listening.Core.Searches;

namespace Listening.Host.Commands;

/// <summary><c>listening route</c>: decides the queue of posts in a file, without any database.</summary>
internal static class RouteCommand
{
    public static Command Build()
    {
        var posts = new Option<FileInfo>("--posts") { Description = "JSON Lines of posts; a line may carry \"search\", the name of the search that found it.", Required = true, HelpName = "FILE" };
        var command = new Command("route", "Print the queue of each post of a file as JSON Lines: id, queue, confidence, reasons. Needs no database.") { posts };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (await InputFile.OpenAsync(parsed.GetValue(posts)!) is not { } input) return ListeningCommand.Unusable;
            await using (input)
            {
                await using var output = Console.OpenStandardOutput();
                var route = new RouteFile(
                    RoutingRules.Default, ExampleSearches.All.Select(search => new RouteFileSearch(search.Name, search.Purpose, search.Query)));
                var counts = await route.RunAsync(
                    input, output, problem => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {problem.Line}: {problem.Message}")), cancellationToken);
                return counts.Malformed > 0 ? 1 : 0;
            }
        });
        return command;
    }
}
