namespace Listening.Core.Foi;

/// <summary>Compares names and places of authorities as the recogniser does: case, accents, punctuation, "and" and a leading "the" say nothing. Not shared by threads.</summary>
public sealed class AuthorityKeys
{
    private readonly NameIndex index;
    private readonly NameShape shape;

    /// <summary>Compares with the words that ship with the service.</summary>
    public AuthorityKeys()
    {
        index = NameIndexBuilder.Build(AuthorityRegister.Create([]), AuthorityWords.Default);
        shape = new NameShape(index);
    }

    /// <summary>The key of a name: two names with one key are one to the recogniser. Empty when it has no words.</summary>
    public string Of(string name)
    {
        var words = index.Words.Split(Plain(name));
        return string.Join(' ', words.Where((word, at) => word != "and" && (word != "the" || at > 0)));
    }

    /// <summary>The keys of the places that, with a word such as "council", mean an authority; each with the kind of word. None when it is found by its names alone.</summary>
    public IReadOnlyList<string> PlacesOf(Authority authority)
    {
        var parts = shape.Read(authority with { Name = Plain(authority.Name) });
        if (parts.Class == BodyClass.None) return [];
        return [.. (authority.Places.Count > 0 ? authority.Places : parts.Place).Select(place => $"{parts.Class}: {Of(place)}").Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The place in a name such as "Lewisham Council" or "University of York", as its folded words; null when the name has no word for a body.</summary>
    public string? PlaceIn(string name)
    {
        var parts = shape.Read(new Authority { Name = Plain(name) });
        return parts.Class == BodyClass.None || parts.Place is not [{ Length: > 0 } place] ? null : place;
    }

    /// <summary>True when the words mean something else in posts, such as "FOI", "reading" or "council", and so cannot be a name.</summary>
    public bool IsTaken(string name)
    {
        var words = index.Words.Add(name);
        return words.Length == 0 || Ends(index.Tags, words) || Ends(index.Bodies, words);
    }

    // The recogniser knows "King's" as "Kings" too.
    private static string Plain(string name) => name.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);

    private static bool Ends<T>(PhraseTrie<T> phrases, int[] words)
    {
        var node = PhraseTrie<T>.Root;
        foreach (var word in words)
        {
            node = phrases.Step(node, word);
            if (node < 0) return false;
        }

        return phrases.Meanings(node).Length > 0;
    }
}
