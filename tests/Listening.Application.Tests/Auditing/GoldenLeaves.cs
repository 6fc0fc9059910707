using System.Text;
using Listening.Application.Storage;
using Listening.Core.Auditing;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Xunit;

namespace Listening.Application.Tests.Auditing;

/// <summary>The canonical form of entries is hashed for ever: whoever changes it makes every log there is look tampered with.</summary>
public class GoldenLeaves
{
    private static readonly DateTime At = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void An_audit_entry_is_written_as_it_always_was() =>
        Assert.Equal(
            """{"actor":"system","at":"2026-03-10T12:00:00.000000Z","clockBack":3,"event":"search.added","index":7,"kind":"audit","reason":"In the configuration.","subject":"search:1"}""",
            Text(new AuditRow { Index = 7, At = At, ClockBack = 3, Actor = "system", Event = "search.added", Subject = "search:1", Reason = "In the configuration." }));

    [Fact]
    public void A_deletion_is_written_as_it_always_was()
    {
        var row = new DeletionLogRow
        {
            Index = 8,
            At = At,
            Reason = DeletionReason.LimitPassed,
            SourceId = 2,
            Queue = TriageQueue.FoiIntelligence,
            Rule = RetentionRule.Standard,
            RuleHours = 120,
            RulesVersion = 4,
            Posts = 1,
            Matches = 2,
            OldestDueAt = At.AddMinutes(-2),
            NewestDueAt = At.AddMinutes(-1),
            Lateness = 120,
            Ids = [.. Enumerable.Range(0, 16).Select(i => (byte)i)],
            IdsKey = 2026,
        };
        Assert.Equal(
            """{"at":"2026-03-10T12:00:00.000000Z","hours":120,"ids":"AAECAwQFBgcICQoLDA0ODw==","idsKey":2026,"index":8,"kind":"deletion","late":120,"matches":2,"newestDue":"2026-03-10T11:59:00.000000Z","oldestDue":"2026-03-10T11:58:00.000000Z","posts":1,"queue":"FoiIntelligence","reason":"LimitPassed","rule":"Standard","rulesVersion":4,"source":2}""",
            Text(row));
        (row.Queue, row.Ids, row.IdsKey) = (null, null, null);
        Assert.DoesNotContain("queue", Text(row), StringComparison.Ordinal);
        Assert.DoesNotContain("ids", Text(row), StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_that_are_hashed_are_those_they_always_were()
    {
        Assert.Equal(["LimitPassed", "DeletedUpstream", "NoLongerMatches"], Enum.GetNames<DeletionReason>().Take(3));
        Assert.Equal(["Standard", "Platform", "Noise", "Meeting", "Hold"], Enum.GetNames<RetentionRule>().Take(5));
        Assert.Equal(["Unsorted", "Enquiry", "Complaint", "InformationRequest", "FoiIntelligence", "OfInterest", "Noise"], Enum.GetNames<TriageQueue>().Take(7));
    }

    private static string Text(LogEntryRow row) => Encoding.UTF8.GetString(row.Write(new CanonicalJson()).Span);
}
