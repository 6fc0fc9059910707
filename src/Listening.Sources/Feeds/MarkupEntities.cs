using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace Listening.Sources.Feeds;

/// <summary>Decodes the entities that feeds use: XML's five, all of HTML's, and numbers. Declared ones are never looked at.</summary>
internal static class MarkupEntities
{
    private const int LongestName = 32;

    /// <summary>Appends text with its entities decoded once; what is no entity stays as it is.</summary>
    public static void Decode(ReadOnlySpan<char> text, StringBuilder output)
    {
        int at;
        while ((at = text.IndexOf('&')) >= 0)
        {
            output.Append(text[..at]);
            text = text[at..];
            var length = text[..Math.Min(text.Length, LongestName)].IndexOf(';');
            var decoded = length > 1 ? Symbol(text[1..length]) : null;
            output.Append(decoded ?? "&");
            text = text[(decoded is null ? 1 : length + 1)..];
        }

        output.Append(text);
    }

    private static string? Symbol(ReadOnlySpan<char> name)
    {
        if (name[0] == '#') return Numbered(name[1..]);
        if (name.SequenceEqual("apos")) return "'";
        return HtmlEntityProvider.Resolver.GetSymbol($"{name};");
    }

    private static string? Numbered(ReadOnlySpan<char> digits)
    {
        var hexadecimal = digits.StartsWith("x", StringComparison.OrdinalIgnoreCase);
        var read = hexadecimal
            ? int.TryParse(digits[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out code);
        if (!read) return null;
        // HTML's table puts the Windows characters where people write the numbers of C1 controls.
        if (code is >= 0x80 and <= 0x9F) return HtmlEntityProvider.IsInCharacterTable(code) ? HtmlEntityProvider.GetSymbolFromTable(code) : "";
        return Rune.IsValid(code) && (code >= 0x20 || code is '\t' or '\n' or '\r') && code is not (0xFFFE or 0xFFFF)
            ? char.ConvertFromUtf32(code)
            : "";
    }
}
