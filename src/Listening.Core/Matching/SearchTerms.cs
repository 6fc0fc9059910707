namespace Listening.Core.Matching;

/// <summary>What a set of searches needs to know of a post.</summary>
internal sealed class SearchTerms
{
    public SearchTerms() => (Vocabulary, Prefixes) = (new Vocabulary(), new PrefixTable());

    private SearchTerms(SearchTerms other) =>
        (Vocabulary, Prefixes, HasAuthors, HasHosts) = (other.Vocabulary.Copy(), other.Prefixes.Copy(), other.HasAuthors, other.HasHosts);

    /// <summary>No terms.</summary>
    public static SearchTerms None { get; } = new();

    /// <summary>The terms.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The beginnings of words.</summary>
    public PrefixTable Prefixes { get; }

    /// <summary>True when there are any.</summary>
    public bool HasPrefixes { get; private set; }

    /// <summary>True when a search asks who wrote a post.</summary>
    public bool HasAuthors { get; private set; }

    /// <summary>True when a search asks where a link leads.</summary>
    public bool HasHosts { get; private set; }

    /// <summary>The same terms, to be added to.</summary>
    public SearchTerms Copy() => new(this) { HasPrefixes = HasPrefixes };

    /// <summary>The number of a term of a query.</summary>
    public int Add(ReadOnlySpan<byte> letters, Words.TermKind kind)
    {
        var term = Vocabulary.FindOrAdd(letters);
        HasAuthors |= kind == Words.TermKind.Author;
        HasHosts |= kind == Words.TermKind.Host;
        if (kind != Words.TermKind.Prefix) return term;
        Prefixes.Add(letters[1..], term);
        HasPrefixes = true;
        return term;
    }
}
