using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>Finds words that stand one behind the other.</summary>
internal static class PhraseFinder
{
    /// <summary>True when the phrase is found.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="text">Where to look.</param>
    /// <param name="spans">Takes every place in the text; null when the first is enough.</param>
    public static bool Find(Phrase phrase, AnalysedText text, List<TextSpan>? spans)
    {
        var words = phrase.Words;
        var anchor = RarestWord(words, text);
        if (anchor < 0) return false;
        var found = false;
        var rarest = words[anchor];
        for (var at = TermFinder.First(text.Words, text, rarest.Hash, rarest.Folded); at >= 0; at = TermFinder.After(text.Words, text, at, rarest.Folded))
        {
            if (!StandsAt(words, text, at - anchor)) continue;
            found = true;
            if (spans is null) break;
            ref var first = ref text.Words[at - anchor];
            ref var last = ref text.Words[at - anchor + words.Count - 1];
            if (first.Start >= 0) spans.Add(new TextSpan(first.Start, last.Start + last.Length - first.Start));
        }

        return found;
    }

    // The word with the fewest places, so that a phrase with one rare word costs little in a long post.
    private static int RarestWord(IReadOnlyList<Word> words, AnalysedText text)
    {
        var rarest = -1;
        var fewest = int.MaxValue;
        for (var i = 0; i < words.Count; i++)
        {
            var count = text.Words.AtMost(words[i].Hash);
            if (count == 0) return -1;
            if (count < fewest) (rarest, fewest) = (i, count);
        }

        return rarest;
    }

    private static bool StandsAt(IReadOnlyList<Word> words, AnalysedText text, int start)
    {
        if (start < 0 || start + words.Count > text.Words.Count) return false;
        var position = text.Words[start].Position;
        for (var i = 0; i < words.Count; i++)
        {
            ref var word = ref text.Words[start + i];
            if (word.Position != position + i || !text.Folded(word).SequenceEqual(words[i].Folded)) return false;
        }

        return true;
    }
}
