using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Listening.Sources.Text;

/// <summary>Hostile HTML as plain text.</summary>
/// <param name="Text">
/// The words without markup: white space folded, a line break where <c>br</c> or a block ends, an empty line between
/// paragraphs, nothing of scripts and styles. It is text, not markup: <c>&lt;</c> in it is only a character.
/// </param>
/// <param name="Links">Addresses of its links in order, each once, http and https only; relative ones made absolute when a base is known.</param>
/// <remarks>
/// Only the tokens of AngleSharp's HTML tokenizer are read and no tree is built: the work then grows with the length
/// alone, however deep the markup is nested, and unclosed or crossed elements mean nothing.
/// </remarks>
public sealed record HtmlText(string Text, IReadOnlyList<string> Links)
{
    /// <summary>Longest HTML looked at, in characters; the rest is left out.</summary>
    public const int LongestHtml = 400_000;

    private const int MostLinks = 200;

    /// <summary>No text at all.</summary>
    public static HtmlText Empty { get; } = new("", []);

    /// <summary>Turns HTML into text.</summary>
    /// <param name="html">A fragment or a document, well formed or not.</param>
    /// <param name="baseAddress">What relative links are relative to; without it they are left out.</param>
    public static HtmlText Of(string html, Uri? baseAddress = null)
    {
        if (html.Length > LongestHtml) html = html[..LongestHtml];
        using var source = new TextSource(html);
        // Filtering while reading matters: the tokenizer compares every attribute of a tag with every other.
        var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.ResolverExtended)
        {
            SkipComments = true,
            ShouldEmitAttribute = static (ref StructHtmlToken _, ReadOnlyMemory<char> name) => name.Span.SequenceEqual("href"),
        };
        var lines = new FoldedLines();
        var links = new List<string>();
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            if (token.Type == HtmlTokenType.Character) lines.Append(token.Data);
            else if (token is HtmlTagToken tag) Enter(tag, tokenizer, lines, links, baseAddress);
        }

        return new HtmlText(lines.ToString(), links);
    }

    private static void Enter(HtmlTagToken tag, HtmlTokenizer tokenizer, FoldedLines lines, List<string> links, Uri? baseAddress)
    {
        lines.Break(BreaksAround(tag));
        if (tag.Type != HtmlTokenType.StartTag) return;
        if (tag.Name is "a" && links.Count < MostLinks
            && WebLink.Resolve(tag.GetAttribute("href"), baseAddress) is { } link && !links.Contains(link, StringComparer.Ordinal))
            links.Add(link);
        if (RawMode(tag.Name) is not { } mode) return;

        // What stands inside is program or style text, up to the end tag of the same name.
        tokenizer.State = mode;
        var name = tag.Name;
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            if (token.Type == HtmlTokenType.EndTag && token.Name == name) break;
        }

        tokenizer.State = HtmlParseMode.PCData;
    }

    private static HtmlParseMode? RawMode(string name) => name switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "title" or "textarea" => HtmlParseMode.RCData,
        _ => null,
    };

    private static int BreaksAround(HtmlTagToken tag) => tag.Name switch
    {
        "br" => tag.Type == HtmlTokenType.StartTag ? FoldedLines.Line : FoldedLines.None,
        "p" or "blockquote" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "table" or "pre" or "figure" => FoldedLines.Paragraph,
        "div" or "li" or "tr" or "dt" or "dd" or "hr" or "section" or "article" or "header" or "footer" or "aside" or "nav"
            or "figcaption" or "address" or "main" or "form" or "option" or "caption" => FoldedLines.Block,
        "td" or "th" => FoldedLines.Space,
        _ => FoldedLines.None,
    };

    /// <summary>Text in the making, with white space held back until the next word shows what it amounts to.</summary>
    private sealed class FoldedLines
    {
        public const int None = 0;
        public const int Space = 1;
        public const int Block = 2;
        public const int Line = 3;
        public const int Paragraph = 4;

        private readonly StringBuilder text = new();
        private bool space;
        private int breaks;

        public void Break(int kind)
        {
            if (kind == Space) space = true;
            else if (kind == Line) breaks = Math.Min(breaks + 1, 2);
            else if (kind == Block) breaks = Math.Max(breaks, 1);
            else if (kind == Paragraph) breaks = 2;
        }

        public void Append(ReadOnlySpan<char> words)
        {
            foreach (var character in words)
            {
                if (char.IsWhiteSpace(character))
                {
                    space = true;
                    continue;
                }

                if (char.IsControl(character)) continue;
                if (text.Length > 0 && breaks > 0) text.Append('\n', breaks);
                else if (text.Length > 0 && space) text.Append(' ');
                (space, breaks) = (false, 0);
                text.Append(character);
            }
        }

        public override string ToString() => text.ToString();
    }
}
