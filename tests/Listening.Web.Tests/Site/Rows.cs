using Listening.Application.Storage;
using Listening.Core.Retention;
using Listening.Core.Triage;

namespace Listening.Web.Tests.Site;

/// <summary>Rows of the database, without content.</summary>
internal static class Rows
{
    /// <summary>A post collected four hours ago, kept by the usual rule, and its item.</summary>
    public static object[] Post(long id, RetentionRule rule = RetentionRule.Standard, int hours = 120, DateTime? collectedAt = null, TriageQueue queue = TriageQueue.Enquiry) =>
    [
        new PostRow
        {
            Id = id,
            SourceId = 1,
            IdHash = [.. BitConverter.GetBytes(id), .. new byte[8]],
            LinkHash = new byte[16],
            AuthorHash = new byte[16],
            ContentHash = new byte[16],
            Content = [1],
            KeyId = -1,
            CollectedAt = collectedAt ?? TestSite.Now.AddHours(-4),
            DueAt = (collectedAt ?? TestSite.Now.AddHours(-4)).AddHours(hours),
            Rule = rule,
            RulesVersion = 1,
        },
        new TriageItemRow { PostId = id, Queue = queue, RuleId = "none", RuleSetVersion = "1", Reasons = [1], RoutedAt = TestSite.Now, DueAt = (collectedAt ?? TestSite.Now.AddHours(-4)).AddHours(hours), SourceId = 1 },
    ];

    /// <summary>The source of these posts.</summary>
    public static SourceRow Source(string name = "village-square", int id = 1) => new() { Id = id, Name = name, Kind = "feed" };

    /// <summary>A deletion of posts that had been due.</summary>
    public static DeletionLogRow Deletion(DateTime at, int posts, TimeSpan late, RetentionRule rule = RetentionRule.Standard, TriageQueue? queue = TriageQueue.Enquiry, DeletionReason reason = DeletionReason.LimitPassed, int source = 1) => new()
    {
        At = at,
        Reason = reason,
        SourceId = source,
        Queue = queue,
        Rule = rule,
        RuleHours = 120,
        Posts = posts,
        OldestDueAt = at - late,
        NewestDueAt = at - late,
    };

    /// <summary>An audit entry.</summary>
    public static AuditRow Entry(string @event, DateTime at, string actor = "1", string subject = "queue:enquiry", string reason = "Test.") =>
        new() { At = at, Actor = actor, Event = @event, Subject = subject, Reason = reason };

    /// <summary>Rules of another version.</summary>
    public static RetentionRuleSetRow Rules(int version, int hours, string by, int sooner, RuleSetState state = RuleSetState.Proposed) => new()
    {
        Version = version,
        StandardHours = hours,
        NoiseHours = 24,
        PlatformHours = "{}",
        ProposedBy = by,
        ProposedAt = TestSite.Now.AddHours(-1),
        State = state,
        Sooner = sooner,
    };

    /// <summary>A hold that somebody else asked for.</summary>
    public static HoldRow Hold(string reference = "IC-1", string askedBy = "2", HoldState state = HoldState.Asked) => new()
    {
        Reason = HoldReason.FoiRequest,
        Reference = reference,
        PostIds = "[1]",
        State = state,
        AskedBy = askedBy,
        AskedAt = TestSite.Now.AddHours(-1),
        EndsAt = TestSite.Now.AddDays(30),
    };
}
