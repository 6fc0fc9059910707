using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>Terms of which a post must have at least one for a query to hold: what <see cref="SearchSet"/> looks searches up by.</summary>
/// <param name="Hashes">Hashes of the terms.</param>
/// <param name="Cost">How often they are expected, so that the rarer of two choices is taken.</param>
internal sealed record RequiredTerms(IReadOnlyList<uint> Hashes, int Cost)
{
    /// <summary>The terms of a query; null when it has none and must be held against every post.</summary>
    public static RequiredTerms? Of(QueryNode node) => Of(node, isNegated: false);

    // A negated AND is an OR, and the reverse.
    private static RequiredTerms? Of(QueryNode node, bool isNegated) => node switch
    {
        Not negation => Of(negation.Part, !isNegated),
        And all => isNegated ? OfAny(all.Parts, isNegated) : OfAll(all.Parts, isNegated),
        Or any => isNegated ? OfAll(any.Parts, isNegated) : OfAny(any.Parts, isNegated),
        _ => isNegated ? null : OfTerm(node),
    };

    private static RequiredTerms? OfAll(IReadOnlyList<QueryNode> parts, bool isNegated)
    {
        RequiredTerms? rarest = null;
        foreach (var part in parts)
        {
            var terms = Of(part, isNegated);
            if (terms is not null && (rarest is null || terms.Cost < rarest.Cost)) rarest = terms;
        }

        return rarest;
    }

    private static RequiredTerms? OfAny(IReadOnlyList<QueryNode> parts, bool isNegated)
    {
        var hashes = new List<uint>();
        var cost = 0;
        foreach (var part in parts)
        {
            if (Of(part, isNegated) is not { } terms) return null;
            hashes.AddRange(terms.Hashes);
            cost += terms.Cost;
        }

        return new RequiredTerms(hashes, cost);
    }

    private static RequiredTerms? OfTerm(QueryNode node) => node switch
    {
        Word word => OfWord(word),
        Phrase phrase => OfAll(phrase.Words, isNegated: false),
        Proximity near => OfAll(near.Words, isNegated: false),
        Prefix prefix => new RequiredTerms([TermHash.Of(prefix.Folded.AsSpan(0, QueryLimits.ShortestPrefix), TermKind.Prefix)], 6),
        Hashtag hashtag => new RequiredTerms([TermHash.Of(hashtag.Folded, TermKind.Hashtag)], 1),
        Mention mention => new RequiredTerms([TermHash.Of(mention.Handle, TermKind.Handle)], 1),
        To to => new RequiredTerms([TermHash.Of(to.Handle, TermKind.Handle)], 1),
        From from => new RequiredTerms([TermHash.Of(from.Handle, TermKind.Author)], 1),
        Url url => new RequiredTerms([TermHash.Of(url.Host, TermKind.Host)], 2),
        _ => null,
    };

    // Short words are common words.
    private static RequiredTerms OfWord(Word word) => new([word.Hash], word.Folded.Length > 5 ? 2 : word.Folded.Length > 3 ? 3 : 5);
}
