using System.Globalization;
using System.Text;

namespace Listening.Core.Words;

/// <summary>What a character does to the word it stands in.</summary>
internal enum CharacterKind : byte
{
    /// <summary>Ends a word: space, punctuation, symbol, emoji, half a surrogate pair.</summary>
    Separator,

    /// <summary>A letter or digit.</summary>
    Letter,

    /// <summary>Belongs to the letter before it.</summary>
    Mark,

    /// <summary>Invisible; passed over inside a word.</summary>
    Ignorable,

    /// <summary>Joins a word when letters stand on both sides.</summary>
    Apostrophe,

    /// <summary>A letter of a script written without spaces; a word by itself, so that a run of them is a phrase.</summary>
    Unspaced,
}

/// <summary>Sorts characters by what they do to words.</summary>
internal static class CharacterKinds
{
    // Of every character that is one UTF-16 unit: asking Unicode takes ten times as long.
    private static readonly CharacterKind[] Kinds = [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => c < 128 ? OfAscii(c) : Of(c, CharUnicodeInfo.GetUnicodeCategory((char)c)))];

    /// <summary>True for an ASCII letter or digit.</summary>
    public static bool IsAsciiWord(char c) => char.IsAsciiLetterOrDigit(c);

    /// <summary>The kind of the character at <paramref name="at"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to look; inside the text.</param>
    /// <param name="width">How many UTF-16 units it takes; 1 for half a surrogate pair.</param>
    public static CharacterKind At(ReadOnlySpan<char> text, int at, out int width)
    {
        var c = text[at];
        width = 1;
        if (!char.IsSurrogate(c)) return Kinds[c];
        if (Rune.DecodeFromUtf16(text[at..], out var rune, out _) != System.Buffers.OperationStatus.Done)
            return CharacterKind.Separator;
        width = 2;
        return Of(rune.Value, CharUnicodeInfo.GetUnicodeCategory(rune.Value));
    }

    /// <summary>True when a spaced word begins, or goes on, at <paramref name="at"/>; false behind the end.</summary>
    public static bool IsLetterAt(ReadOnlySpan<char> text, int at) =>
        at < text.Length && At(text, at, out _) == CharacterKind.Letter;

    /// <summary>True when the character before <paramref name="at"/> is a letter, a digit or an underscore.</summary>
    public static bool IsJoinedBefore(ReadOnlySpan<char> text, int at)
    {
        if (at == 0) return false;
        if (text[at - 1] == '_') return true;
        var back = at > 1 && char.IsLowSurrogate(text[at - 1]) ? 2 : 1;
        return At(text, at - back, out _) is CharacterKind.Letter or CharacterKind.Mark;
    }

    private static CharacterKind OfAscii(int c) => (char)c switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' => CharacterKind.Letter,
        '\'' or '`' => CharacterKind.Apostrophe,
        _ => CharacterKind.Separator,
    };

    private static CharacterKind Of(int c, UnicodeCategory category)
    {
        // The half-width voicing marks are letters to Unicode, but only ever follow the kana they change.
        if (c is 0xFF9E or 0xFF9F) return CharacterKind.Mark;
        if (c is 0x00B4 or 0x02BB or 0x02BC or 0x2018 or 0x2019 or 0x201B or 0x2032 or 0xFF07) return CharacterKind.Apostrophe;
        return category switch
        {
            UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.LetterNumber =>
                IsUnspaced(c) ? CharacterKind.Unspaced : CharacterKind.Letter,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterKind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber => CharacterKind.Letter,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterKind.Mark,
            // The zero-width space is there to part words; the other format characters are not.
            UnicodeCategory.Format => c == 0x200B ? CharacterKind.Separator : CharacterKind.Ignorable,
            _ => CharacterKind.Separator,
        };
    }

    private static bool IsUnspaced(int c) => c is
        (>= 0x0E00 and <= 0x0EFF) or // Thai, Lao
        (>= 0x1000 and <= 0x109F) or // Myanmar
        (>= 0x1780 and <= 0x17FF) or // Khmer
        (>= 0x3005 and <= 0x3007) or // ideographic iteration mark and zero
        (>= 0x3041 and <= 0x30FF) or // kana
        (>= 0x31F0 and <= 0x31FF) or
        (>= 0x3400 and <= 0x9FFF) or // Han
        (>= 0xF900 and <= 0xFAFF) or
        (>= 0xFF66 and <= 0xFF9D) or // half-width kana
        (>= 0x20000 and <= 0x3FFFF);
}
