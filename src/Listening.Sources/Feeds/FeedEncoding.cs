using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Listening.Sources.Feeds;

/// <summary>Decodes a feed whose header, byte order mark and prolog may contradict each other and the bytes.</summary>
/// <remarks>
/// The bytes are believed first: a byte order mark, the zero bytes of UTF-16, then text that is valid UTF-8, which hardly
/// happens by chance. Only then the labels: the header, unless it says no more than HTTP's old default, then the prolog.
/// </remarks>
internal static class FeedEncoding
{
    private const int PrologBytes = 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly Regex PrologLabel = new(
        """<\?xml[^>]{0,200}encoding\s*=\s*["'](?<name>[A-Za-z0-9._:-]{1,40})""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static readonly Regex HeaderLabel = new(
        """charset\s*=\s*["']?(?<name>[A-Za-z0-9._:-]{1,40})""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // What XML forbids, apart from surrogates: decoders put U+FFFD in place of half a character already.
    private static readonly SearchValues<char> Illegal = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code).Except("\t\n\r"), '\x7F', '\uFFFE', '\uFFFF']);

    /// <summary>The document as text, without byte order mark and without characters that no feed may hold.</summary>
    public static string Decode(ReadOnlySpan<byte> body, string? contentType) => WithoutIllegal(DecodeRaw(body, contentType));

    private static string DecodeRaw(ReadOnlySpan<byte> body, string? contentType)
    {
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Encoding.UTF8.GetString(body[3..]);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])) return Encoding.UTF32.GetString(body[4..]);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(body[2..]);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(body[2..]);
        if (body.Length >= 4 && body[0] != 0 && body[1] == 0 && body[2] != 0 && body[3] == 0) return Encoding.Unicode.GetString(body);
        if (body.Length >= 4 && body[0] == 0 && body[1] != 0 && body[2] == 0 && body[3] != 0) return Encoding.BigEndianUnicode.GetString(body);

        var label = Label(body, contentType);
        // Seven-bit encodings with escapes are valid UTF-8 as well, so there the label decides.
        if (label is { CodePage: >= 50220 and <= 50229 }) return label.GetString(body);
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return label is null or UTF8Encoding ? MostlyUtf8(body) : label.GetString(body);
        }
    }

    private static Encoding? Label(ReadOnlySpan<byte> body, string? contentType)
    {
        var header = HeaderLabel.Match(contentType ?? "") is { Success: true } match ? match.Groups["name"].Value : null;
        var start = Encoding.Latin1.GetString(body[..Math.Min(body.Length, PrologBytes)]);
        var prolog = PrologLabel.Match(start) is { Success: true } found ? found.Groups["name"].Value : null;
        // Servers add these two to every file without looking; who wrote the prolog knew the file.
        var headerIsDefault = header is null || header.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) || header.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
        return headerIsDefault ? Named(prolog) ?? Named(header) : Named(header) ?? Named(prolog);
    }

    private static Encoding? Named(string? name)
    {
        if (name is null) return null;
        // As browsers do: who says Latin-1 or ASCII and uses the bytes in between means Windows.
        if (name.ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" or "ascii") return Windows1252;
        try
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            // Had it been UTF-16 or UTF-32, the zero bytes would have shown.
            return encoding.CodePage is 1200 or 1201 or 12000 or 12001 or 65000 ? null : encoding;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string MostlyUtf8(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        var broken = text.AsSpan().Count('\uFFFD');
        var whole = text.Count(character => character > '\x7F') - broken;
        return whole >= broken ? text : Windows1252.GetString(body);
    }

    private static string WithoutIllegal(string text)
    {
        if (!text.AsSpan().ContainsAny(Illegal)) return text;
        var clean = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        int at;
        while ((at = rest.IndexOfAny(Illegal)) >= 0)
        {
            clean.Append(rest[..at]);
            rest = rest[(at + 1)..];
        }

        return clean.Append(rest).ToString();
    }
}
