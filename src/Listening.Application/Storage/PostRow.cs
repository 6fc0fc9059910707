namespace Listening.Application.Storage;

/// <summary>A post that is held: its state in clear, its content sealed.</summary>
public sealed class PostRow
{
    public long Id { get; set; }

    public int SourceId { get; set; }

    /// <summary>Keyed hash of the native id: what makes a post unique within its source.</summary>
    public required byte[] IdHash { get; set; }

    /// <summary>Keyed hash of the content, without its times: tells an edit from a repetition.</summary>
    public required byte[] ContentHash { get; set; }

    /// <summary>The post as JSON, sealed under <see cref="KeyId"/> for <see cref="IdHash"/>.</summary>
    public required byte[] Content { get; set; }

    /// <summary>Number of the content key.</summary>
    public long KeyId { get; set; }

    public DateTime CollectedAt { get; set; }

    /// <summary>When the post has to be gone.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>0 when first stored, one more with every edit.</summary>
    public int Revision { get; set; }
}
