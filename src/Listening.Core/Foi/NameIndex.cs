namespace Listening.Core.Foi;

/// <summary>A register made ready to be looked up by words, hashtags and handles. Immutable once built; shared by threads.</summary>
internal sealed class NameIndex
{
    /// <summary>Authorities in the order of the register.</summary>
    public List<KnownAuthority> Authorities { get; } = [];

    /// <summary>Places in the order met.</summary>
    public List<NamedPlace> Places { get; } = [];

    /// <summary>Numbers of words.</summary>
    public required WordTable Words { get; init; }

    /// <summary>Names and places.</summary>
    public PhraseTrie<NameEntry> Names { get; } = new();

    /// <summary>Words for bodies.</summary>
    public PhraseTrie<BodyPhrase> Bodies { get; } = new();

    /// <summary>Words that do something else.</summary>
    public PhraseTrie<WordTag> Tags { get; } = new();

    /// <summary>Words of places by their misspellings.</summary>
    public Misspellings Misspellings { get; } = new();

    /// <summary>Words that are no misspelling though they look like one.</summary>
    public required HashSet<string> NotMisspellings { get; init; }

    /// <summary>Authorities by account, in lower case.</summary>
    public Dictionary<string, List<int>> Handles { get; } = [];

    /// <summary>Authorities by their names written without spaces, as hashtags and accounts do.</summary>
    public Dictionary<string, List<int>> Compact { get; } = [];

    /// <summary>Places written without spaces.</summary>
    public Dictionary<string, int> CompactPlaces { get; } = [];

    /// <summary>Words for bodies written without spaces.</summary>
    public Dictionary<string, BodyPhrase> CompactBodies { get; } = [];
}
