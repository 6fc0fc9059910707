namespace Listening.Sources.Feeds;

/// <summary>Splits a document of the RSS and Atom families into entries, whatever state its markup is in.</summary>
/// <remarks>
/// Only the elements that hold others are followed (rss, RDF, channel, feed, item, entry). Everything below is a leaf
/// whose end is looked for and whose content is read when needed, so depth and unknown elements cost nothing.
/// One reader serves good and broken documents alike: a strict one with a fallback would answer differently for each.
/// </remarks>
internal sealed class XmlFeedReader(string source, int start, Uri address, int maximumEntries)
{
    private const int MostLeaves = 100;

    private readonly MarkupScanner scanner = new(source, start, source.Length);
    private readonly FeedNamespaces namespaces = new();
    private readonly List<MarkupLeaf> feedLeaves = [];
    private readonly List<FeedEntry> entries = [];
    private readonly FeedContext feed = new(address);
    private List<MarkupLeaf>? entryLeaves;
    private FeedContext entry = new(address);
    private int malformed;

    /// <summary>Reads all entries, up to the limit.</summary>
    public FeedDocument Read()
    {
        var truncated = false;
        while (!truncated && scanner.Read())
        {
            if (scanner.Kind == MarkupKind.End && IsEntry(LocalName(scanner.Name))) Finish();
            if (scanner.Kind != MarkupKind.Start) continue;
            if (IsEntry(LocalName(scanner.Name)) && entries.Count + malformed >= maximumEntries) truncated = true;
            else Open();
        }

        Finish();
        return FeedDocument.Of(entries, malformed, truncated);
    }

    private void Open()
    {
        var isContainer = IsContainer(LocalName(scanner.Name));
        var defaultPrefix = namespaces.Declare(source, scanner.Content, keepDefault: isContainer);
        var name = namespaces.Name(scanner.Name, defaultPrefix);
        if (name is "item" or "entry" or "atom:entry" or "rdf:item")
        {
            // One that was not closed ends where the next begins.
            Finish();
            entry = feed.Inside(source, scanner.Content);
            entryLeaves = [];
            if (scanner.SelfClosing) Finish();
        }
        else if (isContainer && entryLeaves is null)
        {
            feed.Take(source, scanner.Content, isAtom: LocalName(scanner.Name).Equals("feed", StringComparison.OrdinalIgnoreCase));
        }
        else
        {
            var leaf = ReadLeaf(name);
            var leaves = entryLeaves ?? feedLeaves;
            if (leaves.Count < MostLeaves) leaves.Add(leaf);
        }
    }

    private MarkupLeaf ReadLeaf(string name)
    {
        var written = scanner.Name.ToString();
        var attributes = scanner.Content;
        var endTag = "</" + written;
        var from = scanner.Position;
        if (scanner.SelfClosing) return new MarkupLeaf(name, source, attributes, (from, from), endTag);

        var isPlain = IsPlain(name);
        var depth = 0;
        scanner.EndTag = endTag;
        var to = source.Length;
        while (scanner.Read())
        {
            if (scanner.Kind is MarkupKind.Text or MarkupKind.Data) continue;
            var same = scanner.Name.Equals(written, StringComparison.OrdinalIgnoreCase);
            if (scanner.Kind == MarkupKind.End && same && depth-- == 0)
            {
                to = scanner.From;
                break;
            }

            if (scanner.Kind == MarkupKind.Start && same && !scanner.SelfClosing) depth++;
            if (!EndsUnclosedLeaf(isPlain)) continue;
            to = scanner.Position = scanner.From;
            break;
        }

        scanner.EndTag = null;
        return new MarkupLeaf(name, source, attributes, (from, to), endTag);
    }

    private bool EndsUnclosedLeaf(bool isPlain)
    {
        var local = LocalName(scanner.Name);
        if (IsEntry(local)) return true;
        return scanner.Kind == MarkupKind.End ? IsContainer(local) : isPlain && IsPlain(scanner.Name.ToString().ToLowerInvariant());
    }

    private void Finish()
    {
        if (entryLeaves is null) return;
        if (entryLeaves.Count == 0) malformed++;
        else entries.Add(new XmlEntryReader(entryLeaves, entry, feedLeaves).Read());
        entryLeaves = null;
    }

    private static ReadOnlySpan<char> LocalName(ReadOnlySpan<char> name) => name[(name.LastIndexOf(':') + 1)..];

    private static bool IsEntry(ReadOnlySpan<char> local) =>
        local.Equals("item", StringComparison.OrdinalIgnoreCase) || local.Equals("entry", StringComparison.OrdinalIgnoreCase);

    private static bool IsContainer(ReadOnlySpan<char> local) =>
        IsEntry(local) || local.Equals("channel", StringComparison.OrdinalIgnoreCase) || local.Equals("rss", StringComparison.OrdinalIgnoreCase)
        || local.Equals("feed", StringComparison.OrdinalIgnoreCase) || local.Equals("rdf", StringComparison.OrdinalIgnoreCase);

    // Elements that hold a word or two and never another of these: one that begins inside another shows that it was not closed.
    private static bool IsPlain(string name) =>
        name is "title" or "link" or "guid" or "id" or "pubdate" or "published" or "updated" or "dc:date" or "dc:creator" or "description";
}
