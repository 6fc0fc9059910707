using System.Globalization;
using System.Text;

namespace Listening.Core.Words;

/// <summary>Brings the ways of writing a word together: case, accents, full width, ligatures, kinds of apostrophe.</summary>
internal static class WordFolding
{
    // What each letter folds to, as it is met: normalising a word costs a hundred times as much as looking it up.
    // Two threads may both fill a place; they fill it with the same.
    private static readonly string?[] Letters = new string?[char.MaxValue + 1];

    /// <summary>The folded form of one word; it has no unpaired surrogate because no word has one.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        if (word.Length == 1 && !JoinsOthers(word[0])) return Letter(word[0]);
        var folded = new StringBuilder(word.Length + 4);
        foreach (var c in word)
        {
            if (JoinsOthers(c)) return FoldAny(word.ToString());
            folded.Append(Letter(c));
        }

        return folded.ToString();
    }

    private static string Letter(char c) => Letters[c] ??= FoldAny(c.ToString());

    // What folds together with its neighbours: halves of a pair, marks that are kept, the parts of Korean syllables.
    private static bool JoinsOthers(char c) =>
        c >= 0x300
        && (char.IsSurrogate(c) || c is >= '\u1100' and <= '\u11FF' or '\uFF9E' or '\uFF9F'
            || (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
                && !IsDropped(new Rune(c))));

    private static string FoldAny(string word)
    {
        var folded = new StringBuilder(word.Length + 4);
        // Before normalising, which takes some kinds of apostrophe for a space and an accent.
        for (var i = 0; i < word.Length; i++) folded.Append(IsApostrophe(word, i) ? '\'' : word[i]);
        var decomposed = folded.ToString().Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        folded.Clear();
        foreach (var rune in decomposed.EnumerateRunes())
        {
            if (IsDropped(rune)) continue;
            switch (rune.Value)
            {
                case 'ß': folded.Append("ss"); break;
                case 'æ': folded.Append("ae"); break;
                case 'œ': folded.Append("oe"); break;
                case 'þ': folded.Append("th"); break;
                case 'ø': folded.Append('o'); break;
                case 'đ' or 'ð': folded.Append('d'); break;
                case 'ł': folded.Append('l'); break;
                case 'ħ': folded.Append('h'); break;
                case 'ŧ': folded.Append('t'); break;
                case 'ı': folded.Append('i'); break;
                case 'ŋ': folded.Append('n'); break;
                case 'ς': folded.Append('σ'); break;
                default: folded.Append(rune.ToString()); break;
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsApostrophe(ReadOnlySpan<char> word, int at) => CharacterKinds.At(word, at, out _) == CharacterKind.Apostrophe;

    // Only marks that are accents or optional points: the vowel signs of Indic scripts and the voicing of kana
    // make other words.
    private static bool IsDropped(Rune rune) => rune.Value switch
    {
        >= 0x0300 and <= 0x036F => true,
        0x0640 => true, // Arabic tatweel only stretches a word
        >= 0x0591 and <= 0x05C7 => IsMark(rune), // Hebrew points
        >= 0x0610 and <= 0x06ED => IsMark(rune), // Arabic vowel points and hamza
        >= 0x0700 and <= 0x074F => IsMark(rune), // Syriac points
        >= 0x1AB0 and <= 0x1AFF or >= 0x1DC0 and <= 0x1DFF or >= 0x20D0 and <= 0x20FF => true,
        >= 0xFE00 and <= 0xFE0F or >= 0xFE20 and <= 0xFE2F or >= 0xE0100 and <= 0xE01EF => true,
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format,
    };

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;
}
