using Listening.Core.Posts;
using Listening.Core.Triage;

namespace Listening.Core.Routing;

/// <summary>One rule, with its cues as indexes into the list of cues.</summary>
/// <param name="Id">Unique name of the rule.</param>
/// <param name="Queue">Where a post goes that the rule applies to.</param>
/// <param name="Confidence">How sure the rule is, 0 to 1.</param>
/// <param name="Purposes">The rule applies only to posts found for one of these; empty: to all posts.</param>
/// <param name="All">Groups of cues; in every group at least one must hold.</param>
/// <param name="None">Cues of which none may hold.</param>
/// <param name="WordsAtLeast">The rule does not apply to shorter posts; handles, hashtags and links are no words.</param>
/// <param name="Because">One sentence for staff.</param>
internal sealed record RoutingRule(
    string Id,
    TriageQueue Queue,
    double Confidence,
    IReadOnlyList<SearchPurpose> Purposes,
    int[][] All,
    int[] None,
    int WordsAtLeast,
    string Because)
{
    /// <summary>True when the rule applies.</summary>
    /// <param name="held">For every cue, whether it holds.</param>
    /// <param name="post">The post.</param>
    /// <param name="purposes">What the post was found for.</param>
    public bool Applies(ReadOnlySpan<bool> held, Post post, IReadOnlyCollection<SearchPurpose> purposes) =>
        HasPurpose(purposes) && HoldsAll(held) && !HoldsAny(held, None) && PostMarks.HasWords(post.Text, WordsAtLeast);

    private bool HasPurpose(IReadOnlyCollection<SearchPurpose> purposes) =>
        Purposes.Count == 0 || purposes.Any(Purposes.Contains);

    private bool HoldsAll(ReadOnlySpan<bool> held)
    {
        foreach (var group in All)
        {
            if (!HoldsAny(held, group)) return false;
        }

        return true;
    }

    private static bool HoldsAny(ReadOnlySpan<bool> held, int[] cues)
    {
        foreach (var cue in cues)
        {
            if (held[cue]) return true;
        }

        return false;
    }
}
