using System.Text;

namespace Listening.Core.Words;

/// <summary>Writes terms as the UTF-8 letters that <see cref="TermKey"/> is made of. Reused; not shared by threads.</summary>
/// <remarks>
/// What is not a word begins with its kind, a byte that no word has, so that all kinds share one table. Behind every term
/// there is room for <see cref="TermKey.Of(ref byte, int)"/> to load it whole.
/// </remarks>
internal sealed class TermLetters
{
    private const int Kept = 64 * 1024;
    private byte[] letters = new byte[256];

    /// <summary>A term of a query, folded already. Good until the next call.</summary>
    public ReadOnlySpan<byte> OfFolded(scoped ReadOnlySpan<char> folded, TermKind kind)
    {
        var start = Begin(folded.Length * 3, kind);
        return letters.AsSpan(0, start + Encoding.UTF8.GetBytes(folded, letters.AsSpan(start)));
    }

    /// <summary>A word or hashtag of a text. Good until the next call.</summary>
    public ReadOnlySpan<byte> OfWord(scoped ReadOnlySpan<char> written, TermKind kind) =>
        Ascii.IsValid(written) && !written.Contains('`') ? OfPlain(written, kind) : OfFolded(WordFolding.Fold(written), kind);

    /// <summary>A handle of a text or field: folded letter by letter, because it is an identifier. Good until the next call.</summary>
    public ReadOnlySpan<byte> OfHandle(scoped ReadOnlySpan<char> written, TermKind kind)
    {
        if (Ascii.IsValid(written)) return OfPlain(written, kind);
        Span<char> folded = written.Length <= 256 ? stackalloc char[written.Length] : new char[written.Length];
        for (var i = 0; i < written.Length; i++) folded[i] = HandleRange.FoldLetter(written[i]);
        return OfFolded(folded, kind);
    }

    /// <summary>A term of ASCII only, without backticks. Good until the next call.</summary>
    public ReadOnlySpan<byte> OfPlain(scoped ReadOnlySpan<char> written, TermKind kind)
    {
        var start = Begin(written.Length, kind);
        Ascii.ToLower(written, letters.AsSpan(start), out var length);
        return letters.AsSpan(0, start + length);
    }

    private int Begin(int most, TermKind kind)
    {
        var room = most + 1 + TermKey.Whole;
        if (letters.Length < room || letters.Length > Kept) letters = new byte[Math.Max(256, room)];
        if (kind == TermKind.Word) return 0;
        letters[0] = (byte)kind;
        return 1;
    }
}
