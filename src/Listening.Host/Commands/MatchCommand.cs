using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Listening.Core.Matching;

namespace Listening.Host.Commands;

/// <summary><c>listening match</c>: holds the posts of a file against the searches of another, without any database.</summary>
internal static class MatchCommand
{
    public static Command Build()
    {
        var searches = new Option<FileInfo>("--searches") { Description = "JSON Lines of searches: {id, query}.", Required = true, HelpName = "FILE" };
        var posts = new Option<FileInfo>("--posts") { Description = "JSON Lines of posts.", Required = true, HelpName = "FILE" };
        var stats = new Option<bool>("--stats") { Description = "Afterwards print what it took as one JSON object on standard error." };
        var command = new Command("match", "Print each match of a file of searches and a file of posts as JSON Lines: post, search, spans. Needs no database.") { searches, posts, stats };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(searches)!, parsed.GetValue(posts)!, parsed.GetValue(stats), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo searches, FileInfo posts, bool stats, CancellationToken cancellationToken)
    {
        if (searches.Name == "-" && posts.Name == "-")
        {
            await Console.Error.WriteLineAsync("Only one of --searches and --posts can be standard input.");
            return ListeningCommand.Unusable;
        }

        await using var searchFile = await InputFile.OpenAsync(searches);
        await using var postFile = await InputFile.OpenAsync(posts);
        if (searchFile is null || postFile is null) return ListeningCommand.Unusable;
        await using var output = Console.OpenStandardOutput();
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        var counts = await MatchFile.RunAsync(searchFile, postFile, output, problem => Console.Error.WriteLine(Describe(problem)), cancellationToken);
        if (stats) await Console.Error.WriteLineAsync(Describe(counts, watch.Elapsed, GC.GetTotalAllocatedBytes() - allocated));
        return counts.Problems > 0 ? 1 : 0;
    }

    private static string Describe(MatchFileCounts counts, TimeSpan took, long allocated) => JsonSerializer.Serialize(new
    {
        posts = counts.Posts,
        searches = counts.Searches,
        matches = counts.Matches,
        seconds = Math.Round(took.TotalSeconds, 3),
        postsPerSecond = Math.Round(counts.Posts / took.TotalSeconds),
        bytesAllocatedPerPost = counts.Posts == 0 ? 0 : allocated / counts.Posts,
        indexBytes = counts.IndexBytes,
    });

    private static string Describe(MatchFileProblem problem) => string.Create(
        CultureInfo.InvariantCulture, $"{(problem.File == MatchFileKind.Searches ? "searches" : "posts")} line {problem.Line}: {problem.Message}");
}
