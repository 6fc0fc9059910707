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
    /// <returns>The search, and the ways in which it can hold: what it waits for.</returns>
    public (CompiledSearch Search, IReadOnlyList<Way> Ways) Compile(int number, Query query)
    {
        steps.Clear();
        conditions.Clear();
        // Every step names those that follow, so they are written from the last to the first.
        Write(query.Root, Step.Matches, Step.Fails);
        var requirement = RequirementOf(query.Root, isNegated: false);
        var ways = requirement.Ways ?? [new Way(Vocabulary.Everywhere, requirement.Need)];
        return (new CompiledSearch(number, query, [.. steps], [.. conditions], [.. ways.Select(way => way.Term).Distinct()]), ways);
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
                return Write(Of(to.Handle, TermKind.Addressed), ifHolds, Write(Of(SearchTerms.Reply, TermKind.Trait), mentioned, ifNot));
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
    private int? TermOf(QueryNode node) => LettersOf(node) is var (folded, kind) ? Of(folded, kind) : null;

    private static (string Folded, TermKind Kind)? LettersOf(QueryNode node) => node switch
    {
        Word word => (word.Folded, TermKind.Word),
        Prefix prefix => (prefix.Folded, TermKind.Prefix),
        Hashtag hashtag => (hashtag.Folded, TermKind.Hashtag),
        Mention mention => (mention.Handle, TermKind.Handle),
        From from => (from.Handle, TermKind.Author),
        Url { Path: "" } url => (url.Host, TermKind.Host),
        Lang lang => (lang.Tag.ToLowerInvariant(), TermKind.Language),
        IsReply => (SearchTerms.Reply, TermKind.Trait),
        HasLink => (SearchTerms.Link, TermKind.Trait),
        _ => null,
    };

    private Condition ConditionOf(QueryNode node) => node switch
    {
        Phrase phrase => new PhraseCondition([.. phrase.Words.Select(word => Of(word.Folded, TermKind.Word))]),
        Proximity near => new ProximityCondition([.. near.Words.Select(word => Of(word.Folded, TermKind.Word))], near.Window),
        Url url => new PathCondition(Of(url.Host, TermKind.Host), url),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.GetType().Name, "A node that has no meaning yet."),
    };

    // A negated AND is an OR, and the reverse.
    private Requirement RequirementOf(QueryNode node, bool isNegated) => node switch
    {
        Not negation => RequirementOf(negation.Part, !isNegated),
        And all when isNegated => Requirement.Any(all.Parts.Select(part => RequirementOf(part, true))),
        And all => Requirement.All(all.Parts.Select(part => RequirementOf(part, false))),
        Or any when isNegated => Requirement.All(any.Parts.Select(part => RequirementOf(part, true))),
        Or any => Requirement.Any(any.Parts.Select(part => RequirementOf(part, false))),
        _ when LettersOf(node) is var (folded, kind) => isNegated ? Requirement.Not(Of(folded, kind)) : Required(folded, kind),
        _ when isNegated => Requirement.Unknown,
        Phrase phrase => AllOf(phrase.Words),
        Proximity near => AllOf(near.Words),
        Url url => Requirement.All([Required(url.Host, TermKind.Host), Requirement.Unknown]),
        To to => Requirement.All([
            Required(to.Handle, TermKind.Handle),
            Requirement.Any([Required(to.Handle, TermKind.Addressed), Required(SearchTerms.Reply, TermKind.Trait)])]),
        _ => Requirement.Unknown,
    };

    // In which order and how near they stand, terms do not tell.
    private Requirement AllOf(IEnumerable<Word> words) =>
        Requirement.All(words.Select(word => Required(word.Folded, TermKind.Word)).Append(Requirement.Unknown));

    private Requirement Required(string folded, TermKind kind)
    {
        var term = letters.OfFolded(folded, kind);
        return Requirement.Of(terms.Add(term, kind), frequency(term));
    }

    private int Of(string folded, TermKind kind) => terms.Add(letters.OfFolded(folded, kind), kind);
}
