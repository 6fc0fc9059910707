namespace Listening.Core.Words;

/// <summary>Recognises hashtags: the sign, then letters, digits and underscores.</summary>
internal static class HashtagRange
{
    /// <summary>Behind the last unit of the hashtag whose sign stands at <paramref name="sign"/>; -1 when there is none.</summary>
    public static int End(ReadOnlySpan<char> text, int sign)
    {
        // "&#39;" is a character reference that somebody forgot to decode.
        if (CharacterKinds.IsJoinedBefore(text, sign) || (sign > 0 && text[sign - 1] == '&')) return -1;
        var end = BodyEnd(text, sign + 1);
        return end == sign + 1 ? -1 : end;
    }

    /// <summary>A hashtag from a field without what no hashtag is made of: a feed's "Data protection" is #Dataprotection.</summary>
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> hashtag)
    {
        if (BodyEnd(hashtag, 0) == hashtag.Length) return hashtag;
        var cleaned = new System.Text.StringBuilder(hashtag.Length);
        for (var at = 0; at < hashtag.Length; at++)
        {
            var end = BodyEnd(hashtag, at);
            cleaned.Append(hashtag[at..end]);
            at = end;
        }

        return cleaned.ToString();
    }

    /// <summary>Behind the last unit that a hashtag beginning at <paramref name="start"/> may be made of.</summary>
    public static int BodyEnd(ReadOnlySpan<char> text, int start)
    {
        var at = start;
        var end = start;
        while (at < text.Length)
        {
            var width = 1;
            if (text[at] == '_')
            {
                end = ++at;
                continue;
            }

            var kind = CharacterKinds.At(text, at, out width);
            if (kind is CharacterKind.Separator or CharacterKind.Apostrophe || (kind == CharacterKind.Mark && at == start)) break;
            at += width;
            if (kind != CharacterKind.Ignorable) end = at;
        }

        return end;
    }
}
