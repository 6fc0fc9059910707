using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>Finds words that all stand within one window, in any order.</summary>
internal static class ProximityFinder
{
    /// <summary>True when they are found.</summary>
    /// <param name="near">The words and the window.</param>
    /// <param name="text">Where to look.</param>
    /// <param name="spans">Takes each of the words in every such window; null when the first is enough.</param>
    public static bool Find(Proximity near, AnalysedText text, List<TextSpan>? spans)
    {
        if (Places(near, text) is not { } places) return false;
        var found = false;
        var seen = new int[near.Words.Count];
        var missing = near.Words.Count;
        var from = 0;
        var marked = 0;
        // A window slides over the places; "seen" counts what it holds of each word.
        for (var to = 0; to < places.Count; to++)
        {
            if (seen[places[to].Word]++ == 0) missing--;
            while (PositionAt(to) - PositionAt(from) >= near.Window)
            {
                if (--seen[places[from++].Word] == 0) missing++;
            }

            if (missing > 0) continue;
            found = true;
            if (spans is null) break;
            for (marked = Math.Max(marked, from); marked <= to; marked++)
            {
                ref var word = ref text.Words[places[marked].Index];
                if (word.Start >= 0) spans.Add(new TextSpan(word.Start, word.Length));
            }
        }

        return found;

        int PositionAt(int place) => text.Words[places[place].Index].Position;
    }

    // Every place of every word, in the order of the text; null when one of them has none.
    private static List<(int Index, int Word)>? Places(Proximity near, AnalysedText text)
    {
        var places = new List<(int Index, int Word)>();
        for (var i = 0; i < near.Words.Count; i++)
        {
            var word = near.Words[i];
            var before = places.Count;
            for (var at = TermFinder.First(text.Words, text, word.Hash, word.Folded); at >= 0; at = TermFinder.After(text.Words, text, at, word.Folded))
                places.Add((at, i));
            if (places.Count == before) return null;
        }

        places.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        return places;
    }
}
