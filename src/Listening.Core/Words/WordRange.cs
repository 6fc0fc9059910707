namespace Listening.Core.Words;

/// <summary>Where one word stands in a text.</summary>
/// <param name="Start">Its first unit.</param>
/// <param name="End">Behind its last unit; a possessive 's is left out.</param>
/// <param name="Next">Where to read on.</param>
/// <param name="Plain">True when it is made of ASCII only, so that folding it is lower-casing it.</param>
internal readonly record struct WordRange(int Start, int End, int Next, bool Plain)
{
    /// <summary>Reads the word that begins with the letter at <paramref name="start"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first letter.</param>
    /// <param name="known">What stands before is known to be letters and digits of ASCII and the apostrophes between them; <paramref name="start"/> when nothing is known.</param>
    public static WordRange Read(ReadOnlySpan<char> text, int start, int known)
    {
        var at = known;
        var end = known;
        var plain = true;
        while (at < text.Length)
        {
            if (CharacterKinds.IsAsciiWord(text[at]))
            {
                end = ++at;
                continue;
            }

            if (text[at] == '_')
            {
                var behind = at + 1;
                while (behind < text.Length && text[behind] == '_') behind++;
                if (!CharacterKinds.IsLetterAt(text, behind)) break;
                at = behind;
                continue;
            }

            var kind = CharacterKinds.At(text, at, out var width);
            if (kind is CharacterKind.Letter or CharacterKind.Mark)
            {
                end = at += width;
                plain = false;
            }
            else if (kind == CharacterKind.Ignorable)
            {
                at += width;
                plain = false;
            }
            else if (kind == CharacterKind.Apostrophe && CharacterKinds.IsLetterAt(text, at + 1))
            {
                if (IsPossessive(text, at)) return new WordRange(start, end, at + 2, plain);
                plain &= text[at] == '\'';
                at++;
            }
            else
            {
                break;
            }
        }

        return new WordRange(start, end, at, plain);
    }

    /// <summary>Reads a letter of a script without spaces, with the marks that belong to it.</summary>
    public static WordRange ReadUnspaced(ReadOnlySpan<char> text, int start)
    {
        CharacterKinds.At(text, start, out var width);
        var end = start + width;
        while (end < text.Length && CharacterKinds.At(text, end, out width) == CharacterKind.Mark) end += width;
        return new WordRange(start, end, end, false);
    }

    /// <summary>True when an apostrophe, an s and the end of the word stand at <paramref name="at"/>.</summary>
    public static bool IsPossessive(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && text[at + 1] is 's' or 'S'
        && CharacterKinds.At(text, at, out _) == CharacterKind.Apostrophe
        && (at + 2 == text.Length
            || (text[at + 2] != '_' && CharacterKinds.At(text, at + 2, out _) is not (CharacterKind.Letter or CharacterKind.Mark)));
}
