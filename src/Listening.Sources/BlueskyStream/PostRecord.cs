using System.Text;
using Listening.Sources.Bluesky;

namespace Listening.Sources.BlueskyStream;

/// <summary>What a record says (app.bsky.feed.post), as far as this service wants to know it. One is used again and again.</summary>
/// <remarks>Records are what their authors wrote: a part of the wrong shape is passed over and the rest counts.</remarks>
internal sealed class PostRecord
{
    /// <summary>The collection of posts.</summary>
    public const string Collection = "app.bsky.feed.post";

    // Nobody writes so many; somebody may try.
    private const int MostOfAKind = 200;
    private readonly List<string> links = [], embedded = [], facetTags = [], tags = [];
    private readonly List<(int Start, int End, string Did)> mentions = [];

    public string? Type { get; set; }

    public string? Text { get; set; }

    public string? Lang { get; private set; }

    public DateTime? CreatedAt { get; set; }

    public string? ReplyTo { get; set; }

    public string? Root { get; set; }

    /// <summary>True when the author asks that only signed-in people see this.</summary>
    public bool Withheld { get; private set; }

    public bool IsPost => Type is null or Collection;

    public void Clear()
    {
        (Type, Text, Lang, CreatedAt, ReplyTo, Root, Withheld) = (null, null, null, null, null, null, false);
        links.Clear();
        embedded.Clear();
        facetTags.Clear();
        tags.Clear();
        mentions.Clear();
    }

    public void AddLanguage(string tag)
    {
        if (Lang is null && tag.Length is >= 2 and <= 35 && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')) Lang = tag;
    }

    public void AddTag(string tag) => Add(tags, tag.TrimStart('#'));

    public void AddLabel(string? label) => Withheld |= label == "!no-unauthenticated";

    public void AddEmbedded(string? link)
    {
        if (Facets.IsWebAddress(link)) Add(embedded, link!);
    }

    /// <summary>A feature of a facet; which it is, its <paramref name="type"/> says.</summary>
    public void AddFeature(string? type, string? uri, string? did, string? tag, int start, int end)
    {
        if (type == "app.bsky.richtext.facet#link" && Facets.IsWebAddress(uri)) Add(links, uri!);
        else if (type == "app.bsky.richtext.facet#tag" && tag is not null) Add(facetTags, tag.TrimStart('#', '＃'));
        else if (type == "app.bsky.richtext.facet#mention" && did is { Length: > 0 } && mentions.Count < MostOfAKind) mentions.Add((start, end, did));
    }

    /// <summary>Links of the text first, then those of a card.</summary>
    public IReadOnlyList<string> Links() => Distinct(links, embedded, StringComparer.Ordinal);

    public IReadOnlyList<string> Hashtags() => Distinct(facetTags, tags, StringComparer.OrdinalIgnoreCase);

    /// <summary>Accounts mentioned: by the handle if a search names it or the text shows it, else by the account's id.</summary>
    public IReadOnlyList<string> Mentions(IReadOnlyDictionary<string, string> handles)
    {
        if (mentions.Count == 0) return [];
        var bytes = Encoding.UTF8.GetBytes(Text ?? "");
        var named = mentions.ConvertAll(mention => handles.GetValueOrDefault(mention.Did) ?? HandleIn(bytes, mention.Start, mention.End) ?? mention.Did);
        return Distinct(named, [], StringComparer.OrdinalIgnoreCase);
    }

    // Places are counted in bytes of UTF-8. The words they cover are the author's to choose; only what looks like a handle is taken for one.
    private static string? HandleIn(byte[] text, int start, int end)
    {
        if (start < 0 || end > text.Length || end - start is < 4 or > 254 || text[start] != '@') return null;
        var handle = text.AsSpan(start + 1, end - start - 1);
        foreach (var letter in handle)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'.' or (byte)'-')) return null;
        }

        return handle.Contains((byte)'.') ? Encoding.ASCII.GetString(handle) : null;
    }

    private static void Add(List<string> to, string value)
    {
        if (value.Length > 0 && to.Count < MostOfAKind) to.Add(value);
    }

    private static IReadOnlyList<string> Distinct(List<string> one, List<string> other, StringComparer comparer) =>
        (one.Count + other.Count) switch
        {
            0 => [],
            1 => [one.Count == 1 ? one[0] : other[0]],
            _ => [.. one.Concat(other).Distinct(comparer)],
        };
}
