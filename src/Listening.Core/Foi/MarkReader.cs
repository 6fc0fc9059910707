using Listening.Core.Words;

namespace Listening.Core.Foi;

/// <summary>Decides hashtags and accounts.</summary>
internal static class MarkReader
{
    /// <summary>Decides all; those who hear complaints only when <paramref name="regulators"/> is true, the others when it is false.</summary>
    public static void Read(PostReading post, bool regulators)
    {
        foreach (ref readonly var mark in post.Words.Marks.All)
        {
            var folded = post.Words.Letters(mark);
            var isHandle = mark.Hash == TermHash.Of(folded, TermKind.Handle);
            var letters = folded.ToString();
            var found = MarkNames.Find(post.Index, letters, isHandle);
            if (found.Count > 0) Judge(post, mark, isHandle, letters, found, regulators);
            else if (!isHandle && !regulators) JudgePlace(post, mark, letters);
        }
    }

    private static void Judge(PostReading post, in FoundTerm mark, bool isHandle, string letters, List<int> found, bool regulators)
    {
        var hears = post.Index.Authorities[found[0]].Authority.HearsComplaints;
        if (hears != regulators) return;
        var name = Name(mark, isHandle, letters);
        if (found.Count > 1) post.Verdicts.Doubt(found, $"{name} fits each of them");
        else if (!hears) post.Verdicts.Count(found[0], mark.Start, mark.Length, name);
        else if (mark.Start >= 0 && IsBlamed(post, mark)) post.Verdicts.Count(found[0], mark.Start, mark.Length, $"{name}, and the post is about what it did");
        else post.Verdicts.Doubt(found, $"{name} hears complaints about others, and nothing says that this is about itself");
    }

    // Where the mark stands among the words: it is none itself.
    private static bool IsBlamed(PostReading post, in FoundTerm mark)
    {
        var at = 0;
        while (at < post.Words.Count && post.Words[at].Start < mark.Start) at++;
        return post.Words.Count > 0 && NameJudge.IsBlamed(post, Math.Min(at, post.Words.Count - 1), Math.Min(at, post.Words.Count - 1));
    }

    // A place of one word is read as a word.
    private static void JudgePlace(PostReading post, in FoundTerm mark, string letters)
    {
        if (!post.Words.HasFoi || MarkNames.FindPlace(post.Index, letters) is not { } place) return;
        var start = mark.Start + 1;
        if (start > 0 && post.Pieces.Exists(piece => post.Words[piece.From].Start == start)) return;
        var candidates = Candidates.Of(post.Index, place, BodyClass.Council, BodySort.None);
        var police = Candidates.Of(post.Index, place, BodyClass.Police, BodySort.None);
        var name = Name(mark, isHandle: false, letters);
        if (candidates.Count == 1 && police.Count == 0) post.Verdicts.Count(candidates[0], mark.Start, mark.Length, $"{name}, the place beside words of freedom of information");
        else if (candidates.Count > 0) post.Verdicts.Doubt([.. candidates, .. police], $"{name} is the place of each of them and nothing says which");
    }

    private static string Name(in FoundTerm mark, bool isHandle, string letters) =>
        (isHandle ? $"the account @{letters}" : $"the hashtag #{letters}") + (mark.Start < 0 ? "" : FormattableString.Invariant($" at {mark.Start}"));
}
