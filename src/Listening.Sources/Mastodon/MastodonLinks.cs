using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;
using Listening.Sources.Text;

namespace Listening.Sources.Mastodon;

/// <summary>The links that an author put into a post, without those that a server makes of hashtags and handles.</summary>
internal static class MastodonLinks
{
    private const int MostLinks = 100;

    /// <summary>Reads a post's HTML; each link once, http and https only.</summary>
    public static IReadOnlyList<string> Of(string html)
    {
        if (html.Length > HtmlText.LongestHtml) html = html[..HtmlText.LongestHtml];
        using var source = new TextSource(html);
        // Filtering while reading matters: the tokenizer compares every attribute of a tag with every other.
        var tokenizer = new HtmlTokenizer(source, AngleSharp.Html.HtmlEntityProvider.ResolverExtended)
        {
            SkipComments = true,
            ShouldEmitAttribute = static (ref StructHtmlToken _, ReadOnlyMemory<char> name) => name.Span.SequenceEqual("href") || name.Span.SequenceEqual("class"),
        };
        var links = new List<string>();
        string? open = null;
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            if (token is HtmlTagToken { Type: HtmlTokenType.StartTag, Name: "a" } tag)
            {
                Add(links, open);
                open = IsMade(tag.GetAttribute("class")) ? null : WebLink.Resolve(tag.GetAttribute("href"), null);
            }
            else if (token.Type == HtmlTokenType.EndTag && token.Name == "a")
            {
                Add(links, open);
                open = null;
            }
            else if (open is not null && token.Type == HtmlTokenType.Character && token.Data.AsSpan().TrimStart() is ['#' or '@' or '＃' or '＠', ..])
            {
                // Other kinds of server mark hashtags and handles by their words only.
                open = null;
            }
        }

        Add(links, open);
        return links;
    }

    private static void Add(List<string> links, string? link)
    {
        if (link is not null && links.Count < MostLinks && !links.Contains(link, StringComparer.Ordinal)) links.Add(link);
    }

    private static bool IsMade(string? classes) => classes?.Split(' ').Any(name => name is "mention" or "hashtag") == true;
}
