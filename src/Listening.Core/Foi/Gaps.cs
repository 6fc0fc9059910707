namespace Listening.Core.Foi;

/// <summary>Reads what stands between two words.</summary>
internal static class Gaps
{
    /// <summary>The strongest sign between two words.</summary>
    /// <param name="text">The post's text.</param>
    /// <param name="before">The word before.</param>
    /// <param name="word">The word behind.</param>
    /// <param name="places">Places from the one to the other; more than one when a handle or link stands between.</param>
    /// <param name="endsSentence">True when a sentence ends here.</param>
    public static Gap Between(string text, in PostWord before, in PostWord word, int places, out bool endsSentence)
    {
        endsSentence = false;
        var gap = places > 1 ? Gap.Break : Gap.Space;
        var from = before.End;
        // A possessive belongs to the word.
        if (from + 1 < word.Start && text[from] is '\'' or '’' && text[from + 1] is 's' or 'S') from += 2;
        for (var at = from; at < word.Start; at++)
        {
            var c = text[at];
            if (IsSentenceEnd(text, at, before))
            {
                endsSentence = true;
                return Gap.Break;
            }

            var here = c switch
            {
                '&' or '+' or '/' => Gap.Joiner,
                ',' or '(' => Gap.Comma,
                ')' or '[' or ']' or '"' or '“' or '”' or ':' or ';' or '|' or '—' or '•' => Gap.Break,
                '-' or '–' when at > 0 && text[at - 1] == ' ' => Gap.Break,
                _ => Gap.Space,
            };
            if (here > gap) gap = here;
        }

        return gap;
    }

    // "St. Helens" and "No. 10" go on.
    private static bool IsSentenceEnd(string text, int at, in PostWord before) => text[at] switch
    {
        '!' or '?' or '\n' or '…' => true,
        '.' => (at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] is '.' or '"' or '”')
            && !(before.End - before.Start <= 2 && before.IsCapital && at == before.End),
        _ => false,
    };
}
