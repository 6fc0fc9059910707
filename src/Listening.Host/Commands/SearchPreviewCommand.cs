using System.Buffers;
using System.CommandLine;
using System.Globalization;
using Listening.Application.Triage;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Host.Commands;

/// <summary><c>listening search preview</c>: what a query would have found among the posts that are held now.</summary>
internal static class SearchPreviewCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var text = new Argument<string>("QUERY") { Description = "The query, in single quotes so that the shell leaves it alone." };
        var limit = new Option<int>("--limit") { Description = "Posts to print at most.", DefaultValueFactory = _ => 20 };
        var command = new Command("preview", "Print the held posts that a query would have found, newest first, as JSON Lines. Changes nothing.") { text, limit };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (query, error) = Query.Parse(parsed.GetValue(text)!);
            if (query is null)
            {
                await Console.Error.WriteLineAsync(error!.Message);
                return 1;
            }

            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var preview = await session.Get<HeldTextIndex>().PreviewAsync(query, Math.Max(0, parsed.GetValue(limit)), cancellationToken);
            await PrintAsync(preview, cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task PrintAsync(SearchPreview preview, CancellationToken cancellationToken)
    {
        await using var output = Console.OpenStandardOutput();
        foreach (var post in preview.Newest)
        {
            var line = new ArrayBufferWriter<byte>();
            PostWriter.WriteLine(line, post);
            await output.WriteAsync(line.WrittenMemory, cancellationToken);
        }

        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{preview.Matching} of the {preview.Held} posts held match; {preview.Newest.Count} shown."));
    }
}
