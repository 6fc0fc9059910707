namespace Listening.Core.Foi;

/// <summary>Who a hashtag or account names, by its letters.</summary>
internal static class MarkNames
{
    // What people and bodies add to a name to get an account or a hashtag.
    private static readonly string[] Tails = ["govuk", "official", "online", "police.uk", "gov", "uk", "hq", "news", "foi", "fail", "fails", "failed", "failing", "shame", "live", "info", "press", "media", "comms"];

    /// <summary>The authorities named; more than one when several are.</summary>
    /// <param name="index">The register.</param>
    /// <param name="letters">Folded, without the sign.</param>
    /// <param name="isHandle">True for an account.</param>
    public static List<int> Find(NameIndex index, string letters, bool isHandle)
    {
        if (isHandle && index.Handles.TryGetValue(letters, out var known)) return known;
        var (name, host) = Split(letters);
        if (isHandle && host.Length > 0 && OfHost(index, letters) is { Count: > 0 } hosts) return hosts;
        name = name.Replace("_", "", StringComparison.Ordinal);
        if (name.StartsWith("the", StringComparison.Ordinal) && Plain(index, name[3..]) is { Count: > 0 } withoutThe) return withoutThe;
        if (Plain(index, name) is { Count: > 0 } plain) return plain;
        foreach (var tail in Tails)
            if (name.Length > tail.Length + 2 && name.EndsWith(tail, StringComparison.Ordinal) && Plain(index, name[..^tail.Length]) is { Count: > 0 } found) return found;
        return isHandle ? [] : index.Handles.GetValueOrDefault(name) ?? [];
    }

    /// <summary>The place that a hashtag names; null when it names none.</summary>
    public static int? FindPlace(NameIndex index, string letters) => index.CompactPlaces.TryGetValue(letters.Replace("_", "", StringComparison.Ordinal), out var place) ? place : null;

    private static List<int> Plain(NameIndex index, string name)
    {
        if (index.Compact.TryGetValue(name, out var whole)) return whole;
        for (var at = 2; at < name.Length - 1; at++)
        {
            var (left, right) = (name[..at], name[at..]);
            if (index.CompactPlaces.TryGetValue(left, out var place) && index.CompactBodies.TryGetValue(right, out var after) && after.After) return Candidates.Of(index, place, after.Class, after.Sort);
            if (index.CompactPlaces.TryGetValue(right, out place) && index.CompactBodies.TryGetValue(left, out var before) && before.Before) return Candidates.Of(index, place, before.Class, before.Sort);
        }

        return [];
    }

    // "@lewisham.gov.uk" and "@kent.police.uk".
    private static List<int> OfHost(NameIndex index, string handle)
    {
        var labels = handle.Split('@')[^1].Split('.');
        var type = labels is [.., "gov", "uk"] ? BodyClass.Council : labels is [.., "police", "uk"] ? BodyClass.Police : labels is [.., "ac", "uk"] ? BodyClass.University : BodyClass.None;
        if (type == BodyClass.None) return [];
        foreach (var label in labels[..^2])
            if (index.CompactPlaces.TryGetValue(label.Replace("-", "", StringComparison.Ordinal), out var place) && Candidates.Of(index, place, type, BodySort.None) is { Count: > 0 } found) return found;
        return [];
    }

    private static (string Name, string Host) Split(string letters)
    {
        var end = letters.AsSpan().IndexOfAny('.', '@');
        return end < 0 ? (letters, "") : (letters[..end], letters[(end + 1)..]);
    }
}
