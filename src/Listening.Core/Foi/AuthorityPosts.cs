using Listening.Core.Posts;

namespace Listening.Core.Foi;

/// <summary>A line of a file of posts that is none.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Message">What is wrong; never the post's content.</param>
public sealed record AuthorityPostsProblem(int Line, string Message);

/// <summary>What came of a file.</summary>
/// <param name="Posts">Posts read and answered.</param>
/// <param name="Deletions">Lines that say a post is gone; nothing is written for them.</param>
/// <param name="Malformed">Lines that are no posts.</param>
public sealed record AuthorityPostsCounts(long Posts, long Deletions, long Malformed);

/// <summary>Recognises the authorities of a JSON Lines file of posts without any database: the work behind <c>listening authorities find --posts FILE</c>.</summary>
/// <param name="recogniser">Finds the authorities.</param>
/// <param name="signals">Finds the signals; null when they are not wanted.</param>
public sealed class AuthorityPosts(AuthorityRecogniser recogniser, FoiSignalRules? signals)
{
    private const int FlushBytes = 64 * 1024;

    /// <summary>Answers every post of the stream, in its order, in constant memory.</summary>
    /// <param name="posts">JSON Lines of posts; read to the end, not closed.</param>
    /// <param name="output">Takes one line <c>{"id","authorities","possible","reasons"}</c> per post; flushed, not closed.</param>
    /// <param name="problem">Told of every malformed line.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<AuthorityPostsCounts> RunAsync(Stream posts, Stream output, Action<AuthorityPostsProblem> problem, CancellationToken cancellationToken = default)
    {
        long read = 0, deletions = 0, malformed = 0;
        var lines = new AuthorityLines();
        await foreach (var (number, line, error) in PostLines.ReadAsync(posts, cancellationToken))
        {
            if (line is null)
            {
                malformed++;
                problem(new AuthorityPostsProblem(number, error!));
            }
            else if (line.Deleted)
            {
                deletions++;
            }
            else
            {
                read++;
                lines.Add(line.Post, recogniser.Find(line.Post), signals?.Find(line.Post));
                if (lines.Length >= FlushBytes) await lines.FlushAsync(output, cancellationToken);
            }
        }

        await lines.FlushAsync(output, cancellationToken);
        await output.FlushAsync(cancellationToken);
        return new AuthorityPostsCounts(read, deletions, malformed);
    }
}
