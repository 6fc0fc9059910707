namespace Listening.Core.Routing;

/// <summary>The purposes' names as they stand in rule and search files.</summary>
public static class SearchPurposes
{
    private static readonly string[] Names =
        ["general", "to-organisation", "mentions", "links", "fee", "journalists", "foi-watch"];

    /// <summary>Every name, in the order of the numbers.</summary>
    public static IReadOnlyList<string> AllNames => Names;

    /// <summary>The purpose's name, for example <c>foi-watch</c>.</summary>
    public static string Name(this SearchPurpose purpose) => Names[(int)purpose];

    /// <summary>The purpose of that name; null when there is none.</summary>
    public static SearchPurpose? Find(string name)
    {
        var at = Array.IndexOf(Names, name);
        return at < 0 ? null : (SearchPurpose)at;
    }
}
