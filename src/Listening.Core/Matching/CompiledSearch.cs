using Listening.Core.Querying;

namespace Listening.Core.Matching;

/// <summary>One search, ready to be held against posts.</summary>
/// <param name="number">What <see cref="SearchSet.Match"/> gives back.</param>
/// <param name="query">What it was compiled from.</param>
/// <param name="steps">Its conditions; the last is tried first.</param>
/// <param name="conditions">Conditions that are more than having a term.</param>
/// <param name="awaited">The terms of which a post must have one; <see cref="Vocabulary.Everywhere"/> when it can hold without any.</param>
internal sealed class CompiledSearch(int number, Query query, Step[] steps, Condition[] conditions, int[] awaited)
{
    public int Number => number;

    public Query Query => query;

    public IReadOnlyList<int> Awaited => awaited;

    /// <summary>Bytes it takes, the query apart.</summary>
    public long Size => 128 + (steps.LongLength * 12) + (conditions.LongLength * 72) + (awaited.LongLength * 4);

    /// <summary>True when the search matches the post. No recursion: AND, OR and NOT are where each step goes on.</summary>
    public bool Holds(PostTerms post)
    {
        var at = steps.Length - 1;
        while (at >= 0)
        {
            ref readonly var step = ref steps[at];
            var holds = step.Operand >= 0 ? post.Has(step.Operand) : conditions[~step.Operand].Holds(post);
            at = holds ? step.IfHolds : step.IfNot;
        }

        return at == Step.Matches;
    }
}

/// <summary>One condition of a search and where to go on.</summary>
/// <param name="Operand">A term that the post must have; or, when negative, the complement of a place in the search's conditions.</param>
/// <param name="IfHolds">The next step, or <see cref="Matches"/> or <see cref="Fails"/>.</param>
/// <param name="IfNot">The same for when it does not hold.</param>
internal readonly record struct Step(int Operand, int IfHolds, int IfNot)
{
    /// <summary>The search matches.</summary>
    public const int Matches = -1;

    /// <summary>It does not.</summary>
    public const int Fails = -2;
}
