namespace Listening.Core.Words;

/// <summary>The folded letters of a text's terms, one behind the other.</summary>
internal sealed class FoldedBuffer
{
    private const int Kept = 256 * 1024;
    private char[] letters = new char[1024];

    /// <summary>Units held.</summary>
    public int Length { get; private set; }

    /// <summary>Some of them.</summary>
    public ReadOnlySpan<char> Slice(int start, int length) => letters.AsSpan(start, length);

    /// <summary>Forgets them; gives back memory after an unusually long text.</summary>
    public void Clear()
    {
        if (letters.Length > Kept) letters = new char[1024];
        Length = 0;
    }

    /// <summary>Adds text in lower case, for plain words and for handles, which fold no further.</summary>
    /// <returns>Its hash.</returns>
    public uint AppendLower(ReadOnlySpan<char> text, TermKind kind)
    {
        Reserve(text.Length);
        var to = letters.AsSpan(Length, text.Length);
        var hash = TermHash.Start(kind);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 128)
            {
                if ((uint)(c - 'A') <= 'Z' - 'A') c |= ' ';
            }
            else
            {
                c = HandleRange.FoldLetter(c);
            }

            to[i] = c;
            hash = TermHash.Add(hash, c);
        }

        Length += text.Length;
        return hash;
    }

    /// <summary>Adds text folded.</summary>
    /// <returns>Its hash.</returns>
    public uint AppendFolded(ReadOnlySpan<char> text, TermKind kind)
    {
        if (System.Text.Ascii.IsValid(text) && !text.Contains('`')) return AppendLower(text, kind);
        var folded = WordFolding.Fold(text);
        Reserve(folded.Length);
        folded.CopyTo(letters.AsSpan(Length));
        Length += folded.Length;
        return TermHash.Of(folded, kind);
    }

    private void Reserve(int more)
    {
        if (letters.Length - Length < more) Array.Resize(ref letters, Math.Max(letters.Length * 2, Length + more));
    }
}
