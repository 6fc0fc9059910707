namespace Listening.Core.Foi;

/// <summary>Takes an official name apart: "London Borough of Lewisham" is a borough council of the place Lewisham. So an imported list of names alone is recognised by its short names too.</summary>
internal sealed class NameShape(NameIndex index)
{
    /// <summary>What an official name says.</summary>
    /// <param name="Class">What kind of body.</param>
    /// <param name="Sort">What kind of council.</param>
    /// <param name="Place">The place, as one or no text.</param>
    /// <param name="Names">Other names that follow from this one.</param>
    internal readonly record struct Parts(BodyClass Class, BodySort Sort, IReadOnlyList<string> Place, IReadOnlyList<string> Names);

    /// <summary>Reads an authority's official name.</summary>
    public Parts Read(Authority authority)
    {
        var words = index.Words.Split(authority.Name);
        var numbers = words.Select(word => index.Words.Add(word) is [var number] ? number : WordTable.Unknown).ToArray();
        var (end, after) = (words.Count, default(BodyPhrase));
        for (var from = 1; from < words.Count && after is null; from++)
            if (Phrase(numbers[from..], body => body.After) is { } found) (end, after) = (from, found);
        var (start, before) = (0, default(BodyPhrase));
        for (var to = end - 1; to > 0 && before is null; to--)
            if (Phrase(numbers[..to], body => body.Before) is { } found) (start, before) = (to, found);
        var type = authority.Kind.Body();
        if (authority.Kind == AuthorityKind.Other) type = (after ?? before)?.Class ?? BodyClass.None;
        var place = string.Join(' ', words.Take(start..end));
        return new Parts(type, SortOf(authority, words), after is null && before is null ? [] : [place], Shorter(type, words, start, end));
    }

    private BodyPhrase? Phrase(int[] numbers, Func<BodyPhrase, bool> fits)
    {
        var node = PhraseTrie<BodyPhrase>.Root;
        foreach (var number in numbers)
        {
            // "Fire and rescue" is held without its "and", as every name.
            if (number == WordTable.Unknown) continue;
            node = index.Bodies.Step(node, number);
            if (node < 0) return null;
        }

        foreach (var body in index.Bodies.Meanings(node))
            if (fits(body)) return body;
        return null;
    }

    private static BodySort SortOf(Authority authority, IReadOnlyList<string> words)
    {
        var sort = authority.Kind == AuthorityKind.LondonBorough ? BodySort.Borough : BodySort.None;
        foreach (var word in words)
        {
            sort |= word switch { "borough" => BodySort.Borough, "district" => BodySort.District, "county" => BodySort.County, "city" => BodySort.City, _ => BodySort.None };
        }

        return sort;
    }

    // "NHS Devon Integrated Care Board" is called "NHS Devon"; its place alone would be that of other bodies too.
    private static string[] Shorter(BodyClass type, IReadOnlyList<string> words, int start, int end) =>
        type == BodyClass.HealthBoard && start > 0 && end < words.Count ? [string.Join(' ', words.Take(..end))] : [];
}
