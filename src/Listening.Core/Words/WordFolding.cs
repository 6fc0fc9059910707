using System.Globalization;
using System.Text;

namespace Listening.Core.Words;

/// <summary>Brings the ways of writing a word together: case, accents, full width, ligatures, kinds of apostrophe.</summary>
internal static class WordFolding
{
    // What each letter folds to, as it is met: normalising a word costs a hundred times as much as looking it up.
    // Two threads may both fill a place; they fill it with the same.
    private static readonly string?[] Letters = new string?[char.MaxValue + 1];

    // The same, where it is a single letter; 0 where it is not, or was not met yet.
    private static readonly char[] Single = new char[char.MaxValue + 1];

    // Each thread's own, so that folding allocates nothing.
    [ThreadStatic]
    private static char[]? folded;

    [ThreadStatic]
    private static char[]? decomposed;

    /// <summary>The folded form of one word; it has no unpaired surrogate because no word has one. Good until this thread's next call.</summary>
    public static ReadOnlySpan<char> Fold(ReadOnlySpan<char> word)
    {
        var room = Room(ref folded, 0, word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var letter = Single[word[i]];
            if (letter == 0) return FoldByLetters(word);
            room[i] = letter;
        }

        return room[..word.Length];
    }

    private static ReadOnlySpan<char> FoldByLetters(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (JoinsOthers(c)) return FoldTogether(word);
            Learn(c);
        }

        var used = 0;
        foreach (var c in word)
        {
            var letter = Letters[c]!;
            letter.CopyTo(Room(ref folded, used, letter.Length));
            used += letter.Length;
        }

        return folded.AsSpan(0, used);
    }

    private static void Learn(char c)
    {
        if (Letters[c] is not null) return;
        var letter = FoldTogether([c]).ToString();
        Letters[c] = letter;
        if (letter.Length == 1) Single[c] = letter[0];
    }

    // What folds together with its neighbours: halves of a pair, marks that are kept, the parts of Korean syllables.
    private static bool JoinsOthers(char c) =>
        c >= 0x300
        && (char.IsSurrogate(c) || c is >= '\u1100' and <= '\u11FF' or '\uFF9E' or '\uFF9F'
            || (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
                && !IsDropped(new Rune(c))));

    private static ReadOnlySpan<char> FoldTogether(ReadOnlySpan<char> word)
    {
        // Before normalising, which takes some kinds of apostrophe for a space and an accent.
        var written = Room(ref folded, 0, word.Length)[..word.Length];
        for (var i = 0; i < word.Length; i++) written[i] = IsApostrophe(word, i) ? '\'' : word[i];
        var length = Normalize(written, ref decomposed, NormalizationForm.FormKD);
        var used = 0;
        foreach (var rune in decomposed.AsSpan(0, length).EnumerateRunes())
        {
            if (IsDropped(rune)) continue;
            var room = Room(ref folded, used, 2);
            used += Replace(Rune.ToLowerInvariant(rune), room);
        }

        length = Normalize(folded.AsSpan(0, used), ref decomposed, NormalizationForm.FormC);
        return decomposed.AsSpan(0, length);
    }

    private static int Replace(Rune rune, Span<char> to)
    {
        var two = rune.Value switch { 'ß' => "ss", 'æ' => "ae", 'œ' => "oe", 'þ' => "th", _ => "" };
        if (two.Length > 0)
        {
            two.CopyTo(to);
            return two.Length;
        }

        var one = rune.Value switch { 'ø' => 'o', 'đ' or 'ð' => 'd', 'ł' => 'l', 'ħ' => 'h', 'ŧ' => 't', 'ı' => 'i', 'ŋ' => 'n', 'ς' => 'σ', _ => '\0' };
        if (one == '\0') return rune.EncodeToUtf16(to);
        to[0] = one;
        return 1;
    }

    // One letter may become eighteen, so the room is doubled until the result fits.
    private static int Normalize(ReadOnlySpan<char> from, ref char[]? to, NormalizationForm form)
    {
        int length;
        Room(ref to, 0, from.Length);
        while (!from.TryNormalize(to, out length, form)) to = new char[to!.Length * 2];
        return length;
    }

    private static Span<char> Room(ref char[]? buffer, int used, int more)
    {
        if (buffer is null || buffer.Length < used + more) Array.Resize(ref buffer, Math.Max(256, (used + more) * 2));
        return buffer.AsSpan(used);
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
