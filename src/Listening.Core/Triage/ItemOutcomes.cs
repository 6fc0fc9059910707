namespace Listening.Core.Triage;

/// <summary>The outcomes' names as they stand in addresses, logs and the API.</summary>
public static class ItemOutcomes
{
    private static readonly string[] Names = ["replied", "passed-on", "handed-over", "no-action", "noise"];

    /// <summary>Every outcome in the order in which people choose.</summary>
    public static IReadOnlyList<ItemOutcome> All { get; } = Enum.GetValues<ItemOutcome>();

    /// <summary>The outcome's name, for example <c>no-action</c>.</summary>
    public static string Name(this ItemOutcome outcome) => Names[(int)outcome - 1];

    /// <summary>The outcome of that name; null when there is none.</summary>
    public static ItemOutcome? Find(string? name)
    {
        var at = Array.IndexOf(Names, name);
        return at < 0 ? null : (ItemOutcome)(at + 1);
    }
}
