using Listening.Core.Retention;

namespace Listening.Application.Storage;

/// <summary>A post that is held: its state in clear, its content sealed.</summary>
public sealed class PostRow
{
    public long Id { get; set; }

    public int SourceId { get; set; }

    /// <summary>Keyed hash of the native id: what makes a post unique within its source.</summary>
    public required byte[] IdHash { get; set; }

    /// <summary>Keyed hash of its link, or of its native id when it has none: what somebody who holds the link asks by.</summary>
    public required byte[] LinkHash { get; set; }

    /// <summary>Keyed hash of its author.</summary>
    public required byte[] AuthorHash { get; set; }

    /// <summary>Keyed hash of the content, without its times: tells an edit from a repetition.</summary>
    public required byte[] ContentHash { get; set; }

    /// <summary>The post as JSON, sealed under <see cref="KeyId"/> for <see cref="IdHash"/>.</summary>
    public required byte[] Content { get; set; }

    /// <summary>Number of the content key.</summary>
    public long KeyId { get; set; }

    public DateTime CollectedAt { get; set; }

    /// <summary>When the post has to be gone.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>The rule that decided <see cref="DueAt"/>.</summary>
    public RetentionRule Rule { get; set; }

    /// <summary>Version of the retention rules by which <see cref="DueAt"/> was decided.</summary>
    public int RulesVersion { get; set; }

    /// <summary>Holds in force on the post: while there is one it is not deleted.</summary>
    public int Holds { get; set; }

    /// <summary>The meeting for which it is kept; null when for none.</summary>
    public int? MeetingId { get; set; }

    /// <summary>0 when first stored, one more with every edit.</summary>
    public int Revision { get; set; }
}
