using System.Text;
using System.Text.RegularExpressions;
using Listening.Sources.Text;

namespace Listening.Sources.Feeds;

/// <summary>Turns titles and bodies into plain text: HTML, XHTML, base64 or plain, rightly labelled or not.</summary>
internal static class FeedText
{
    private static readonly Regex Markup = new(
        @"</[A-Za-z][A-Za-z0-9:]*\s*>|<br\s*/?>|<(p|a|div|img|span|b|i|em|strong|ul|li)(\s[^<>]*)?>|&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static readonly Regex TagPrefix = new(
        @"(?<open></?)[A-Za-z_][\w.-]{0,30}:", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    /// <summary>Reads a title or body.</summary>
    /// <param name="leaf">The element.</param>
    /// <param name="isAtom">Whether Atom's rule holds that text without a type is plain.</param>
    /// <param name="baseAddress">What its relative links are relative to.</param>
    public static HtmlText Read(MarkupLeaf leaf, bool isAtom, Uri baseAddress)
    {
        if (leaf.Attribute("xml:base") is { } own) baseAddress = WebLink.ResolveAddress(own, baseAddress) ?? baseAddress;
        var type = leaf.Attribute("type")?.ToLowerInvariant() ?? "";
        var mode = leaf.Attribute("mode")?.ToLowerInvariant() ?? leaf.Attribute("encoding")?.ToLowerInvariant();
        if (mode == "base64") return FromBase64(leaf.Value(), type, baseAddress);
        if (type == "xhtml" || type.EndsWith("+xml", StringComparison.Ordinal) || leaf.HasElements())
            return Decoded(TagPrefix.Replace(leaf.Html(), "${open}"), baseAddress, wasMarkup: true);
        if (type.Contains('/') && !type.StartsWith("text/", StringComparison.Ordinal)) return FromBase64(leaf.Value(), type, baseAddress);
        return OfLabelled(leaf.Value(), type is "html" or "text/html" || !isAtom, baseAddress);
    }

    /// <summary>Text that may be HTML: read as HTML when it is labelled so or plainly looks so.</summary>
    public static HtmlText OfLabelled(string text, bool mayBeHtml, Uri? baseAddress)
    {
        if (!text.AsSpan().ContainsAny('<', '&')) return new HtmlText(Plain(text), []);
        var looksLikeHtml = Markup.IsMatch(text);
        if (looksLikeHtml || (mayBeHtml && text.Contains('<') && !text.Contains("< ", StringComparison.Ordinal)))
            return Decoded(text, baseAddress, wasMarkup: text.Contains('<'));
        return new HtmlText(Plain(text), []);
    }

    // Escaped twice over by mistake, the first reading yields markup again. Text that already held tags
    // quotes markup on purpose, so there the first reading stands.
    private static HtmlText Decoded(string html, Uri? baseAddress, bool wasMarkup)
    {
        var once = HtmlText.Of(html, baseAddress);
        return !wasMarkup && Markup.IsMatch(once.Text) ? HtmlText.Of(once.Text, baseAddress) : once;
    }

    private static HtmlText FromBase64(string text, string type, Uri? baseAddress)
    {
        // Pictures and other files have no words.
        if (type.Contains('/') && !type.StartsWith("text/", StringComparison.Ordinal) && !type.Contains("html", StringComparison.Ordinal)) return HtmlText.Empty;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? OfLabelled(FeedEncoding.Decode(bytes.AsSpan(0, length), null), mayBeHtml: type != "text/plain", baseAddress)
            : HtmlText.Empty;
    }

    /// <summary>Plain text with its lines kept, white space at their ends removed, and no more than one empty line together.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        var empty = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var words = line.Trim();
            if (words.Length == 0)
            {
                empty++;
                continue;
            }

            if (plain.Length > 0) plain.Append('\n', empty > 0 ? 2 : 1);
            plain.Append(words);
            empty = 0;
        }

        return plain.ToString();
    }
}
