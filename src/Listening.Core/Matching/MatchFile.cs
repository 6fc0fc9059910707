using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Matching;

/// <summary>Holds a file of posts against a file of searches, as a stream, in constant memory.</summary>
public static class MatchFile
{
    private const int FlushAt = 64 * 1024;

    // By then the set has seen what is rare in this file.
    private const int TuneAt = 50_000;

    /// <summary>Writes one line <c>{"post": …, "search": …, "spans": [{"start": …, "length": …, "text": …}]}</c> for each match: posts in the order of their file, a post's searches in the order of theirs.</summary>
    /// <param name="searches">JSON Lines <c>{"id": …, "query": …}</c>; read to its end, not closed.</param>
    /// <param name="posts">Posts as JSON Lines; read to its end, not closed.</param>
    /// <param name="output">Takes UTF-8; not closed.</param>
    /// <param name="problem">Told of every line that is passed over.</param>
    /// <param name="cancellationToken">Stops between two posts; what was written stays written.</param>
    public static async Task<MatchFileCounts> RunAsync(
        Stream searches, Stream posts, Stream output, Action<MatchFileProblem> problem, CancellationToken cancellationToken = default)
    {
        long problems = 0, read = 0, matches = 0;
        var known = await SearchLines.ReadAsync(searches, Count, cancellationToken);
        var set = SearchSet.Build(known.Select((search, number) => new KeyValuePair<int, Query>(number, search.Query)));
        var pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        await using var json = new Utf8JsonWriter(pipe, PostWriter.Options);
        var found = new List<int>();
        await foreach (var (number, line, error) in PostLines.ReadAsync(posts, cancellationToken))
        {
            if (line is null)
            {
                Count(new MatchFileProblem(MatchFileKind.Posts, number, error!));
                continue;
            }

            if (line.Deleted) continue;
            read++;
            found.Clear();
            set.Match(line.Post, found);
            if (read == TuneAt && set.CanTune) set = set.Tune();
            foreach (var index in found) Write(json, pipe, line.Post, known[index]);
            matches += found.Count;
            if (pipe.UnflushedBytes > FlushAt) await pipe.FlushAsync(cancellationToken);
        }

        await pipe.FlushAsync(cancellationToken);
        await pipe.CompleteAsync();
        return new MatchFileCounts(known.Count, read, matches, problems, set.IndexBytes);

        void Count(MatchFileProblem one)
        {
            problems++;
            problem(one);
        }
    }

    private static void Write(Utf8JsonWriter json, PipeWriter pipe, Post post, (string Id, Query Query) search)
    {
        json.WriteStartObject();
        json.WriteString("post"u8, post.Id);
        json.WriteString("search"u8, search.Id);
        json.WriteStartArray("spans"u8);
        foreach (var span in QueryMatcher.Spans(search.Query, post))
        {
            json.WriteStartObject();
            json.WriteNumber("start"u8, span.Start);
            json.WriteNumber("length"u8, span.Length);
            json.WriteString("text"u8, post.Text.AsSpan(span.Start, span.Length));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        pipe.Write("\n"u8);
    }
}
