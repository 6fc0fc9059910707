namespace Listening.Application.Meetings;

/// <summary>The names of decisions in forms, on the console and in the log.</summary>
public static class DecisionNames
{
    private static readonly Dictionary<MeetingDecision, string> Names = new()
    {
        [MeetingDecision.NoAction] = "no-action",
        [MeetingDecision.Write] = "write",
        [MeetingDecision.Monitor] = "monitor",
        [MeetingDecision.RegulatoryAction] = "regulatory-action",
    };

    /// <summary>All of them, mildest first.</summary>
    public static IReadOnlyList<MeetingDecision> All { get; } = [.. Names.Keys.Order()];

    /// <summary>The name of a decision.</summary>
    public static string Name(this MeetingDecision decision) => Names[decision];

    /// <summary>The decision of a name; null when there is none.</summary>
    public static MeetingDecision? Find(string? name) =>
        All.Where(decision => string.Equals(Names[decision], name, StringComparison.Ordinal)).Select(decision => (MeetingDecision?)decision).FirstOrDefault();
}
