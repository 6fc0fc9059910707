namespace Listening.Sources.Feeds;

/// <summary>Gives elements one name whatever prefix the document chose, declared or not.</summary>
/// <remarks>
/// Elements of RSS have no prefix, Atom's have <c>atom:</c>, the usual modules the prefix everybody uses; unknown
/// modules keep their own. Names are in lower case. Declarations count from where they stand to the end: feeds do not
/// use one prefix for two things.
/// </remarks>
internal sealed class FeedNamespaces
{
    private const int Most = 64;

    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http://www.w3.org/2005/Atom"] = "atom",
        ["http://purl.org/atom/ns#"] = "atom",
        ["http://purl.org/rss/1.0/"] = "",
        ["http://my.netscape.com/rdf/simple/0.9/"] = "",
        ["http://channel.netscape.com/rdf/simple/0.9/"] = "",
        ["http://my.netscape.com/publish/formats/rss-0.91.dtd"] = "",
        ["http://backend.userland.com/rss2"] = "",
        ["http://blogs.law.harvard.edu/tech/rss"] = "",
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = "rdf",
        ["http://purl.org/dc/elements/1.1/"] = "dc",
        ["http://purl.org/dc/elements/1.0/"] = "dc",
        ["http://purl.org/dc/terms/"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/content/"] = "content",
        ["http://search.yahoo.com/mrss/"] = "media",
        ["http://search.yahoo.com/mrss"] = "media",
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["http://www.w3.org/1999/xhtml"] = "xhtml",
        ["http://rssnamespace.org/feedburner/ext/1.0"] = "feedburner",
    };

    private readonly Dictionary<string, string> prefixes = new(StringComparer.Ordinal);

    /// <summary>Takes in the declarations of a start tag.</summary>
    /// <param name="source">The document.</param>
    /// <param name="attributes">Range of the tag's attributes.</param>
    /// <param name="keepDefault">Whether its default namespace holds for what follows, and not only for itself.</param>
    /// <returns>The default namespace's prefix that holds for this tag.</returns>
    public string Declare(string source, (int From, int To) attributes, bool keepDefault)
    {
        var inherited = prefixes.GetValueOrDefault("", "");
        if (!source.AsSpan(attributes.From, attributes.To - attributes.From).Contains("xmlns", StringComparison.OrdinalIgnoreCase)) return inherited;
        foreach (var (name, address) in MarkupAttributes.All(source, attributes))
        {
            if (name.Equals("xmlns", StringComparison.OrdinalIgnoreCase))
            {
                inherited = Known.GetValueOrDefault(address, "");
                if (keepDefault) prefixes[""] = inherited;
            }
            else if (name.StartsWith("xmlns:", StringComparison.OrdinalIgnoreCase) && prefixes.Count < Most && Known.TryGetValue(address, out var usual))
            {
                prefixes[name[6..]] = usual;
            }
        }

        return inherited;
    }

    /// <summary>The name to go by.</summary>
    public string Name(ReadOnlySpan<char> written, string defaultPrefix)
    {
        var colon = written.IndexOf(':');
        var prefix = colon < 0 ? defaultPrefix : written[..colon].ToString();
        if (colon >= 0) prefix = prefixes.GetValueOrDefault(prefix, prefix);
        var local = colon < 0 ? written : written[(colon + 1)..];
        return (prefix.Length == 0 ? local.ToString() : $"{prefix}:{local}").ToLowerInvariant();
    }
}
