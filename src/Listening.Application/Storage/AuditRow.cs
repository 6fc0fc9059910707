using Listening.Core.Auditing;

namespace Listening.Application.Storage;

/// <summary>Who changed what, when and why. Holds nothing of a post.</summary>
public sealed class AuditRow : LogEntryRow
{
    /// <summary>One of <see cref="Auditing.AuditEvents"/>.</summary>
    public required string Event { get; set; }

    /// <summary>The account's number, <c>system</c> or <c>console</c>; never a name.</summary>
    public required string Actor { get; set; }

    /// <summary>What it was done to, for example <c>search:3</c>.</summary>
    public required string Subject { get; set; }

    public required string Reason { get; set; }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Write(CanonicalJson json) => json.Begin()
        .Text("actor", Actor)
        .Time(LogEntryJson.At, At)
        .Number(LogEntryJson.ClockBack, ClockBack)
        .Text("event", Event)
        .Number(LogEntryJson.Index, Index)
        .Text("kind", "audit")
        .Text("reason", Reason)
        .Text("subject", Subject)
        .End();
}
