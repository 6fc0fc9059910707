namespace Listening.Core.Words;

/// <summary>What a character beyond ASCII comes to where words are compared, if that is one ASCII character; so that é or a dash costs no more than e or a space.</summary>
internal static class PlainForms
{
    /// <summary>The character parts words, as a space does.</summary>
    public const byte Separator = (byte)' ';

    /// <summary>The character is an apostrophe.</summary>
    public const byte Apostrophe = (byte)'\'';

    /// <summary>There is no such form: the rules decide.</summary>
    public const byte None = 0;

    // Folding a letter is slow, and beyond these most fold to themselves.
    private const int LatinEnd = 0x250;

    private static readonly byte[] Forms = [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => Find((char)c))];

    /// <summary>An ASCII letter in lower case or a digit, <see cref="Separator"/>, <see cref="Apostrophe"/> or <see cref="None"/>; the last for ASCII itself.</summary>
    public static byte Of(char c) => Forms[c];

    private static byte Find(char c)
    {
        // Half a pair says nothing without the other, and wide signs make handles and hashtags.
        if (c < 128 || char.IsSurrogate(c) || c is '＠' or '＃') return None;
        return CharacterKinds.At([c], 0, out _) switch
        {
            CharacterKind.Separator => Separator,
            CharacterKind.Apostrophe => Apostrophe,
            CharacterKind.Letter when c < LatinEnd && WordFolding.Fold([c]) is [var letter] && char.IsAsciiLetterOrDigit(letter) => (byte)letter,
            _ => None,
        };
    }
}
