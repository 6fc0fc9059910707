using Listening.Sources.Text;

namespace Listening.Sources.Feeds;

/// <summary>Makes an entry of the leaves of an item, taking for each part the best of the many elements that may hold it.</summary>
internal sealed class XmlEntryReader(IReadOnlyList<MarkupLeaf> leaves, FeedContext context, IReadOnlyList<MarkupLeaf> feedLeaves)
{
    private static readonly string[] Titles = ["title", "atom:title", "dc:title", "media:title"];

    private static readonly string[] Bodies =
    [
        "content:encoded", "atom:content", "content", "xhtml:body", "body", "description", "atom:summary", "summary",
        "dc:description", "itunes:summary", "media:description",
    ];

    private static readonly string[] Dates =
    [
        "pubdate", "atom:published", "published", "dc:date", "dcterms:created", "dcterms:issued", "atom:issued", "issued",
        "atom:created", "created", "date", "atom:updated", "updated", "atom:modified", "modified", "dcterms:modified",
    ];

    private static readonly string[] Authors = ["dc:creator", "author", "atom:author", "itunes:author"];

    /// <summary>Reads the entry; parts that are missing stay empty.</summary>
    public FeedEntry Read()
    {
        var (guid, guidLink) = Identity();
        var (link, others) = Links();
        link ??= guidLink;
        var contentBase = context.HasOwnBase ? context.Base : link ?? context.Base;
        var title = First(Titles, leaf => FeedText.Read(leaf, context.IsAtom, contentBase)) ?? HtmlText.Empty;
        var body = First(Bodies, leaf => FeedText.Read(leaf, context.IsAtom, contentBase)) ?? HtmlText.Empty;
        var (name, address) = Author();
        return new FeedEntry
        {
            Guid = guid,
            Link = link,
            Title = title.Text,
            Body = body.Text,
            Links = [.. title.Links.Concat(body.Links).Concat(others).Distinct(StringComparer.Ordinal)],
            PublishedAt = Dates.SelectMany(Named).Select(leaf => FeedDates.Read(leaf.Value())).FirstOrDefault(date => date is not null),
            AuthorName = name,
            AuthorAddress = address,
            Language = context.Language ?? Value("dc:language") ?? Value("language") ?? FeedLanguage(),
        };
    }

    private IEnumerable<MarkupLeaf> Named(string name) => leaves.Where(leaf => leaf.Name == name);

    private string? Value(string name) => Named(name).Select(leaf => leaf.Value()).FirstOrDefault(value => value.Length > 0);

    private string? FeedLanguage() =>
        feedLeaves.Where(leaf => leaf.Name is "language" or "dc:language").Select(leaf => leaf.Value()).FirstOrDefault(value => value.Length > 0);

    private HtmlText? First(string[] names, Func<MarkupLeaf, HtmlText> read) =>
        names.SelectMany(Named).Select(read).FirstOrDefault(text => text.Text.Length > 0);

    private (string? Guid, Uri? Link) Identity()
    {
        var guid = Named("guid").FirstOrDefault();
        if (guid?.Value() is { Length: > 0 } value)
        {
            var isLink = !string.Equals(guid.Attribute("isPermaLink"), "false", StringComparison.OrdinalIgnoreCase);
            // Relative ones are ids by mistake of the flag's default, so only an absolute address counts.
            return (value, isLink ? WebLink.ResolveAddress(value, null) : null);
        }

        var id = Value("atom:id") ?? Value("id") ?? context.About ?? Value("dc:identifier");
        return (id, WebLink.ResolveAddress(id, null));
    }

    private (Uri? Own, List<string> Others) Links()
    {
        Uri? own = Named("feedburner:origlink").Select(leaf => WebLink.ResolveAddress(leaf.Value(), null)).FirstOrDefault(link => link is not null);
        Uri? second = null;
        var others = new List<string>();
        foreach (var leaf in leaves.Where(leaf => leaf.Name is "link" or "atom:link" or "rss:link"))
        {
            var linkBase = leaf.Attribute("xml:base") is { } said ? WebLink.ResolveAddress(said, context.Base) ?? context.Base : context.Base;
            if (WebLink.ResolveAddress(leaf.Attribute("href") ?? leaf.Value(), linkBase) is not { } link) continue;
            var relation = leaf.Attribute("rel")?.ToLowerInvariant() ?? "alternate";
            var isPage = leaf.Attribute("type") is null or "" or "text/html" or "application/xhtml+xml";
            if (relation == "alternate" && isPage) own ??= link;
            else if (relation == "alternate") second ??= link;
            else if (relation is "related" or "via") others.Add(link.AbsoluteUri);
        }

        return (own ?? second, others);
    }

    private (string Name, string Address) Author()
    {
        foreach (var leaf in Authors.SelectMany(Named).Concat(feedLeaves.Where(leaf => leaf.Name == "atom:author")))
        {
            if (!leaf.HasElements())
            {
                if (leaf.Value() is { Length: > 0 } text) return (WithoutMail(text), "");
                continue;
            }

            var name = leaf.Child("name");
            var address = WebLink.Resolve(leaf.Child("uri"), context.Base) ?? "";
            if (name.Length > 0 || address.Length > 0) return (name, address);
        }

        return ("", "");
    }

    // RSS writes "mail@host (Name)".
    private static string WithoutMail(string text)
    {
        var open = text.IndexOf('(');
        var close = text.LastIndexOf(')');
        return open > 0 && close > open + 1 && text[..open].Contains('@') ? text[(open + 1)..close].Trim() : text;
    }
}
