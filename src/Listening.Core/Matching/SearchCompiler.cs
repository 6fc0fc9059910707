using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>Turns syntax trees into steps, and finds out what wakes each search.</summary>
/// <param name="terms">Takes the searches' terms.</param>
/// <param name="frequency">In how many of a thousand posts a term of those letters is expected.</param>
internal sealed class SearchCompiler(SearchTerms terms, Func<ReadOnlySpan<byte>, double> frequency)
{
    private readonly TermLetters letters = new();
    private readonly List<Step> steps = [];
    private readonly List<Condition> conditions = [];

    /// <summary>Compiles one search.</summary>
    public CompiledSearch Compile(int number, Query query)
    {
        steps.Clear();
        conditions.Clear();
        // Every step names those that follow, so they are written from the last to the first.
        Write(query.Root, Step.Matches, Step.Fails);
        var anchors = RequirementOf(query.Root, isNegated: false)?.ToAnchors() ?? [];
        return new CompiledSearch(number, query, [.. steps], [.. conditions], anchors);
    }

    private int Write(QueryNode node, int ifHolds, int ifNot)
    {
        switch (node)
        {
            case And all:
                for (var i = all.Parts.Count - 1; i >= 0; i--) ifHolds = Write(all.Parts[i], ifHolds, ifNot);
                return ifHolds;
            case Or any:
                for (var i = any.Parts.Count - 1; i >= 0; i--) ifNot = Write(any.Parts[i], ifHolds, ifNot);
                return ifNot;
            case Not negation:
                return Write(negation.Part, ifNot, ifHolds);
            case To to:
                // First in the text, or mentioned in a reply.
                var mentioned = Write(Of(to.Handle, TermKind.Handle), ifHolds, ifNot);
                return Write(Of(to.Handle, TermKind.Addressed), ifHolds, Write(new ReplyCondition(), mentioned, ifNot));
            default:
                return TermOf(node) is { } term ? Write(term, ifHolds, ifNot) : Write(ConditionOf(node), ifHolds, ifNot);
        }
    }

    private int Write(Condition condition, int ifHolds, int ifNot)
    {
        conditions.Add(condition);
        return Write(~(conditions.Count - 1), ifHolds, ifNot);
    }

    private int Write(int operand, int ifHolds, int ifNot)
    {
        steps.Add(new Step(operand, ifHolds, ifNot));
        return steps.Count - 1;
    }

    // The node as one term; null when it is more than that.
    private int? TermOf(QueryNode node) => node switch
    {
        Word word => Of(word.Folded, TermKind.Word),
        Prefix prefix => Of(prefix.Folded, TermKind.Prefix),
        Hashtag hashtag => Of(hashtag.Folded, TermKind.Hashtag),
        Mention mention => Of(mention.Handle, TermKind.Handle),
        From from => Of(from.Handle, TermKind.Author),
        Url { Path: "" } url => Of(url.Host, TermKind.Host),
        _ => null,
    };

    private Condition ConditionOf(QueryNode node) => node switch
    {
        Phrase phrase => new PhraseCondition([.. phrase.Words.Select(word => Of(word.Folded, TermKind.Word))]),
        Proximity near => new ProximityCondition([.. near.Words.Select(word => Of(word.Folded, TermKind.Word))], near.Window),
        Url url => new PathCondition(Of(url.Host, TermKind.Host), url),
        Lang lang => new LanguageCondition(lang.Tag),
        IsReply => new ReplyCondition(),
        HasLink => new LinkCondition(),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType().Name, "A node that has no meaning yet."),
    };

    // A negated AND is an OR, and the reverse.
    private Requirement? RequirementOf(QueryNode node, bool isNegated) => node switch
    {
        Not negation => RequirementOf(negation.Part, !isNegated),
        And all => isNegated ? Requirement.Any(all.Parts.Select(part => RequirementOf(part, true))) : Requirement.All(all.Parts.Select(part => RequirementOf(part, false))),
        Or any => isNegated ? Requirement.All(any.Parts.Select(part => RequirementOf(part, true))) : Requirement.Any(any.Parts.Select(part => RequirementOf(part, false))),
        _ when isNegated => null,
        Phrase phrase => Requirement.All(phrase.Words.Select(Required)),
        Proximity near => Requirement.All(near.Words.Select(Required)),
        To to => Required(to.Handle, TermKind.Handle),
        Url url => Required(url.Host, TermKind.Host),
        Word word => Required(word),
        Prefix prefix => Required(prefix.Folded, TermKind.Prefix),
        Hashtag hashtag => Required(hashtag.Folded, TermKind.Hashtag),
        Mention mention => Required(mention.Handle, TermKind.Handle),
        From from => Required(from.Handle, TermKind.Author),
        _ => null,
    };

    private Requirement Required(Word word) => Required(word.Folded, TermKind.Word);

    private Requirement Required(string folded, TermKind kind)
    {
        var term = letters.OfFolded(folded, kind);
        return Requirement.Of(terms.Add(term, kind), frequency(term));
    }

    private int Of(string folded, TermKind kind) => terms.Add(letters.OfFolded(folded, kind), kind);
}
