namespace Listening.Core.Foi;

/// <summary>Marks the words of a post with what they do to names near them.</summary>
internal static class PostTags
{
    /// <summary>Marks of phrases that end at the word rather than begin there: they act on what stands behind them.</summary>
    private const WordTag Ending = WordTag.Before | WordTag.Locative | WordTag.Towards | WordTag.VerbBefore | WordTag.NotBefore;

    /// <summary>Marks every phrase: at its last word when it acts on what follows, else at its first.</summary>
    public static void Read(PostWords words, NameIndex index)
    {
        for (var at = 0; at < words.Count; at++)
        {
            var node = PhraseTrie<WordTag>.Root;
            for (var to = at; to < words.Count; to++)
            {
                if (to > at && words[to].Gap == Gap.Break) break;
                // "fire and rescue" without its "and", as it is held.
                if (to > at && words[to].Number == index.Words.And && words[to].Number >= 0) continue;
                node = index.Tags.Step(node, words[to].Number);
                if (node < 0) break;
                foreach (var tag in index.Tags.Meanings(node))
                    words[(tag & Ending) != WordTag.None ? to : at].Tags |= tag;
            }
        }
    }
}
