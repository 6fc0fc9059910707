using Listening.Application.Foi;
using Listening.Application.Meetings;
using Listening.Application.Watches;
using Listening.Core.Foi;

namespace Listening.Application.Storage;

/// <summary>A public authority. Its number stays whatever it is called, so that its history does.</summary>
public sealed class AuthorityRow
{
    public int Id { get; set; }

    /// <summary>The official name, unique among those that are not removed.</summary>
    public required string Name { get; set; }

    public AuthorityKind Kind { get; set; }

    /// <summary>The nation, or <c>United Kingdom</c>; empty when unknown.</summary>
    public string Nation { get; set; } = "";

    /// <summary>Empty when unknown.</summary>
    public string Region { get; set; } = "";

    public DateTime ChangedAt { get; set; }

    /// <summary>When the last register that had it dropped it: it is no longer looked for, and its history stays.</summary>
    public DateTime? RemovedAt { get; set; }

    /// <summary>Where the enforcement group stands with it.</summary>
    public AuthorityStatus Status { get; set; }
}

/// <summary>What one register says of an authority; all registers together make its names.</summary>
public sealed class AuthorityEntryRow
{
    /// <summary>The register's name: <c>listening</c> for the one that ships, else the kind of file it was imported from.</summary>
    public required string Register { get; set; }

    /// <summary>The register's own key for it: stays when it is renamed.</summary>
    public required string Code { get; set; }

    public int AuthorityId { get; set; }

    /// <summary>The <see cref="Authority"/> as the register gives it, as JSON.</summary>
    public required string Entry { get; set; }
}

/// <summary>A held post is about an authority, or may be. Goes with the post.</summary>
public sealed class SightingRow
{
    public long PostId { get; set; }

    public int AuthorityId { get; set; }

    public SightingState State { get; set; }
}

/// <summary>A held post says this of how requests are handled. Goes with the post.</summary>
public sealed class PostSignalRow
{
    public long PostId { get; set; }

    public FoiSignalKind Kind { get; set; }

    public FoiSignalMarks Marks { get; set; }

    /// <summary>Days claimed for an overdue answer; null when none are.</summary>
    public int? Days { get; set; }

    /// <summary>True when it is WhatDoTheyKnow's own state of a request and not read from words.</summary>
    public bool IsState { get; set; }
}

/// <summary>How often something was said about an authority on a day. Outlives the posts; names nobody.</summary>
public sealed class AuthorityCountRow
{
    public int AuthorityId { get; set; }

    /// <summary>Day of collection, UTC.</summary>
    public DateOnly Day { get; set; }

    /// <summary>A signal's number in <see cref="FoiSignalKind"/>, or one of <see cref="AuthorityCountKinds"/>.</summary>
    public int Kind { get; set; }

    public int Count { get; set; }
}

/// <summary>What is counted of an authority besides signals. Numbers are stored, so they never change.</summary>
public static class AuthorityCountKinds
{
    /// <summary>Posts about it.</summary>
    public const int Posts = 100;

    /// <summary>Authors of that day's posts about it.</summary>
    public const int Authors = 101;

    /// <summary>Posts about it that WhatDoTheyKnow's own state of a request bears out.</summary>
    public const int Corroborated = 102;
}

/// <summary>A correction of what was recognised, by a person. Says nothing of the post but the name that misled.</summary>
public sealed class AuthorityCorrectionRow
{
    public long Id { get; set; }

    /// <summary>The post, as long as it is held.</summary>
    public long PostId { get; set; }

    public int AuthorityId { get; set; }

    public AuthorityCorrectionKind Kind { get; set; }

    /// <summary>The words that were taken for the authority; null when none were.</summary>
    public string? Words { get; set; }

    public required string Actor { get; set; }

    public DateTime At { get; set; }
}

/// <summary>What the enforcement group notes of an authority; deleted after 31 days like everything a person may stand in.</summary>
public sealed class AuthorityNoteRow
{
    public long Id { get; set; }

    public int AuthorityId { get; set; }

    public required string Text { get; set; }

    public required string Actor { get; set; }

    public DateTime At { get; set; }
}

/// <summary>An authority on a meeting's agenda, and what was decided. Stays, without anything of a person.</summary>
public sealed class MeetingAuthorityRow
{
    public int MeetingId { get; set; }

    public int AuthorityId { get; set; }

    public required string AddedBy { get; set; }

    public DateTime AddedAt { get; set; }

    /// <summary>Null until it is decided.</summary>
    public MeetingDecision? Decision { get; set; }

    /// <summary>The case's reference; null when there is none.</summary>
    public string? Reference { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    /// <summary>Posts about it when it was decided.</summary>
    public int Posts { get; set; }

    /// <summary>Their authors, counted.</summary>
    public int Authors { get; set; }

    /// <summary>Its signals when it was decided, as a JSON object of counts by name.</summary>
    public string Signals { get; set; } = "{}";
}

/// <summary>An account of a person that the group has asked to watch: why, who allowed it, until when.</summary>
public sealed class WatchRow
{
    public int Id { get; set; }

    /// <summary>The saved search that watches.</summary>
    public int SearchId { get; set; }

    public WatchState State { get; set; }

    /// <summary>Why nothing less would do.</summary>
    public required string Necessity { get; set; }

    /// <summary>Why it is not more than the purpose needs.</summary>
    public required string Proportionality { get; set; }

    public required string AskedBy { get; set; }

    public DateTime AskedAt { get; set; }

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }

    /// <summary>When it ends unless it is renewed; null until it is allowed.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>When somebody ended it; null while nobody has.</summary>
    public DateTime? EndedAt { get; set; }
}

/// <summary>How much attention one author got on a day, all staff together. Forgotten after the time over which it is added up.</summary>
public sealed class AttentionRow
{
    /// <summary>Keyed hash of the author.</summary>
    public required byte[] AuthorHash { get; set; }

    public DateOnly Day { get; set; }

    /// <summary>Posts of the author that were stored.</summary>
    public int Captures { get; set; }

    /// <summary>Times that somebody opened a post of the author.</summary>
    public int Views { get; set; }
}
