namespace Listening.Host.Notices;

/// <summary>One way of telling somebody outside of something.</summary>
internal interface INoticeChannel
{
    /// <summary>What audit entries and logs call it.</summary>
    string Name { get; }

    /// <summary>Sends a notice.</summary>
    /// <returns>Null when it arrived; else why not, in words without addresses.</returns>
    Task<string?> SendAsync(Notice notice, CancellationToken cancellationToken);
}

/// <summary>What somebody outside is told; never anything of a post.</summary>
/// <param name="Subject">One line for people.</param>
/// <param name="Text">What to do with it, for people.</param>
/// <param name="Json">The same for machines, UTF-8.</param>
internal sealed record Notice(string Subject, string Text, ReadOnlyMemory<byte> Json);
