using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>What a set of searches needs to know of a post.</summary>
internal sealed class SearchTerms
{
    /// <summary>The trait of a post that answers another.</summary>
    public const string Reply = "reply";

    /// <summary>The trait of a post that carries a link.</summary>
    public const string Link = "link";

    private uint kinds;

    public SearchTerms() => (Vocabulary, Prefixes) = (new Vocabulary(), new PrefixTable());

    private SearchTerms(SearchTerms other) => (Vocabulary, Prefixes, kinds) = (other.Vocabulary.Copy(), other.Prefixes.Copy(), other.kinds);

    /// <summary>No terms.</summary>
    public static SearchTerms None { get; } = new();

    /// <summary>The terms.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The beginnings of words.</summary>
    public PrefixTable Prefixes { get; }

    /// <summary>True when a search has a term of that kind, so that it has to be looked for.</summary>
    public bool Has(TermKind kind) => (kinds >> (int)kind & 1) != 0;

    /// <summary>The same terms, to be added to.</summary>
    public SearchTerms Copy() => new(this);

    /// <summary>The number of a term of a query.</summary>
    public int Add(ReadOnlySpan<byte> letters, TermKind kind)
    {
        var term = Vocabulary.FindOrAdd(letters);
        kinds |= 1u << (int)kind;
        if (kind == TermKind.Prefix) Prefixes.Add(letters[1..], term);
        return term;
    }
}
