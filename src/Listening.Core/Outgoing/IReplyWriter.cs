using Listening.Core.Posts;

namespace Listening.Core.Outgoing;

/// <summary>Answers posts on the platform of one source. A connector that can write is one as well.</summary>
public interface IReplyWriter
{
    /// <summary>True when this source is set up to write.</summary>
    bool MayReply { get; }

    /// <summary>How long a text is, counted as the platform counts.</summary>
    ReplyLength Measure(string text);

    /// <summary>Answers a post. The same message number again changes nothing and is sent as before.</summary>
    /// <returns>Sent with the reply's address, or why not.</returns>
    Task<SendOutcome> ReplyAsync(ReplyRequest request, CancellationToken cancellationToken);
}

/// <summary>A reply.</summary>
/// <param name="Post">The post that is answered.</param>
/// <param name="MessageId">Given once, so that sending again is harmless; see <see cref="MessageNumber"/>.</param>
/// <param name="Text">The words.</param>
public sealed record ReplyRequest(Post Post, string MessageId, string Text);

/// <summary>How long a text is for a platform.</summary>
/// <param name="Used">Characters as people see them.</param>
/// <param name="Longest">How many the platform takes.</param>
/// <param name="Fits">False also when characters of many bytes are too much for it.</param>
public readonly record struct ReplyLength(int Used, int Longest, bool Fits);
