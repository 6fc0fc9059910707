using Listening.Application.Storage;
using Listening.Core.Foi;
using Listening.Core.Posts;

namespace Listening.Application.Meetings;

/// <summary>What a meeting has before it. Authors are counts; who works here does not stand in it.</summary>
public sealed record MeetingPack
{
    /// <summary>The meeting and its figures.</summary>
    public required MeetingView View { get; init; }

    /// <summary>Posts that the pack quotes, each once.</summary>
    public required int Posts { get; init; }

    /// <summary>The authorities on the agenda, then the others that are spoken of.</summary>
    public required IReadOnlyList<PackedAuthority> Authorities { get; init; }

    /// <summary>The posts about none.</summary>
    public required IReadOnlyList<QuotedPost> WithoutAuthority { get; init; }
}

/// <summary>An authority in a pack.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its official name.</param>
/// <param name="Agenda">Its place on the agenda; null when it is not on it.</param>
/// <param name="Now">Its figures now.</param>
/// <param name="Posts">The posts about it, oldest first.</param>
public sealed record PackedAuthority(int Id, string Name, MeetingAuthorityRow? Agenda, MeetingFigures Now, IReadOnlyList<QuotedPost> Posts);

/// <summary>A post in a pack, without its author.</summary>
public sealed record QuotedPost
{
    /// <summary>The number of its item.</summary>
    public required long Id { get; init; }

    /// <summary>What it says; null when it can no longer be read.</summary>
    public required Post? Post { get; init; }

    /// <summary>When it was written, UTC; when it was collected if that is not known.</summary>
    public required DateTime WrittenAt { get; init; }

    /// <summary>The name of its source.</summary>
    public required string Source { get; init; }

    /// <summary>What it says of how requests are handled.</summary>
    public required IReadOnlyList<FoiSignalMark> Signals { get; init; }
}

/// <summary>A signal of a post.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Marks">How it is to be read.</param>
/// <param name="Days">Days claimed for an overdue answer; null when none are.</param>
public sealed record FoiSignalMark(FoiSignalKind Kind, FoiSignalMarks Marks, int? Days);
