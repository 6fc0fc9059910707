using System.Buffers;
using System.Globalization;
using System.Text;

namespace Listening.Web.Foreign;

/// <summary>Cuts somebody's text into what is shown as it is and what is shown as a label.</summary>
internal static class TextPieces
{
    private const int MarksOnOneLetter = 4;
    private const int BlackFlag = 0x1F3F4;

    /// <summary>The pieces in order, together the whole text; any UTF-16 at all is accepted.</summary>
    public static List<TextPiece> Of(string text)
    {
        var pieces = new List<TextPiece>();
        Rune? before = null;
        var marks = 0;
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done)
            {
                Add(pieces, new TextPiece(at, 1, Number(text[at])));
                (before, marks, at) = (null, 0, at + 1);
                continue;
            }

            marks = Visibility.IsMark(rune) ? marks + 1 : 0;
            if (before?.Value == BlackFlag && Visibility.FlagTagsLength(rest) is > 0 and var flag)
                Add(pieces, new TextPiece(at, length = flag, null));
            else
                Add(pieces, new TextPiece(at, length, Label(rune, before, rest[length..], marks)));
            before = rune;
            at += length;
        }

        return pieces;
    }

    private static string? Label(Rune rune, Rune? before, ReadOnlySpan<char> after, int marks)
    {
        if (rune.Value == '\r' && after.StartsWith("\n")) return "";
        if (marks > MarksOnOneLetter) return "more marks";
        var shown = Visibility.IsJoiner(rune) ? before is { } left && Visibility.JoinsWith(left) && JoinsNext(after)
            : Visibility.IsVariationSelector(rune) ? before is { } drawn && !Visibility.IsVariationSelector(drawn) && !Visibility.IsHidden(drawn)
            : !Visibility.IsHidden(rune);
        return shown ? null : Number(rune.Value);
    }

    private static bool JoinsNext(ReadOnlySpan<char> after) =>
        Rune.DecodeFromUtf16(after, out var next, out _) == OperationStatus.Done && Visibility.JoinsWith(next);

    private static string Number(int value) => string.Create(CultureInfo.InvariantCulture, $"U+{value:X4}");

    // Neighbours with the same label become one piece, so that a million of them are one label with a count.
    private static void Add(List<TextPiece> pieces, TextPiece piece)
    {
        if (pieces is [.., var last] && string.Equals(last.Label, piece.Label, StringComparison.Ordinal))
            pieces[^1] = last with { Length = last.Length + piece.Length };
        else
            pieces.Add(piece);
    }
}
