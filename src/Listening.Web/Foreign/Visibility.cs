using System.Globalization;
using System.Text;

namespace Listening.Web.Foreign;

/// <summary>Which characters can be shown as they are. A reader must see what a machine reads: text that turns around, hides or overlays other text is named instead.</summary>
internal static class Visibility
{
    private const int Joiner = 0x200D, NonJoiner = 0x200C;

    /// <summary>True when the character must be shown by its number whatever stands around it.</summary>
    public static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => rune.Value is not ('\n' or '\t'),
        UnicodeCategory.Format => !IsVisibleFormat(rune.Value) && rune.Value is not (Joiner or NonJoiner),
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => IsBlankLetter(rune.Value) || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xE0000 and <= 0xE0FFF,
    };

    /// <summary>True for the two joiners, which Persian, Hindi and emoji are written with.</summary>
    public static bool IsJoiner(Rune rune) => rune.Value is Joiner or NonJoiner;

    /// <summary>True when a joiner may stand next to this character; among Latin letters it only hides a word from a search.</summary>
    public static bool JoinsWith(Rune rune) => rune.Value >= 0x0590 && !IsHidden(rune) && !Rune.IsWhiteSpace(rune);

    /// <summary>True for the characters that choose how the one before is drawn.</summary>
    public static bool IsVariationSelector(Rune rune) => rune.Value is >= 0xFE00 and <= 0xFE0F;

    /// <summary>True for marks drawn over or under the letter before them.</summary>
    public static bool IsMark(Rune rune) =>
        !IsVariationSelector(rune) && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>Length in UTF-16 units of the tags of a region's flag (Wales, Scotland, England) at the start of the text; 0 when there are none.</summary>
    public static int FlagTagsLength(ReadOnlySpan<char> text)
    {
        for (var tags = 0; tags <= 6; tags++)
        {
            if (Rune.DecodeFromUtf16(text[(tags * 2)..], out var rune, out _) != System.Buffers.OperationStatus.Done) return 0;
            if (rune.Value == 0xE007F) return tags == 0 ? 0 : (tags + 1) * 2;
            if (rune.Value is not ((>= 0xE0061 and <= 0xE007A) or (>= 0xE0030 and <= 0xE0039))) return 0;
        }

        return 0;
    }

    // Number signs of Arabic, Syriac and Kaithi: called "format", yet they are drawn.
    private static bool IsVisibleFormat(int value) =>
        value is (>= 0x0600 and <= 0x0605) or 0x06DD or 0x070F or 0x0890 or 0x0891 or 0x08E2 or 0x110BD or 0x110CD;

    // Called letters, symbols or marks, yet nothing is drawn.
    private static bool IsBlankLetter(int value) =>
        value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or 0xFFA0;
}
