using System.Text;
using System.Text.Json;
using Listening.Sources.Json;

namespace Listening.Sources.Bluesky;

/// <summary>Links, mentions and hashtags of a post (app.bsky.richtext.facet), whose places are counted in bytes of UTF-8.</summary>
internal sealed record Facets(IReadOnlyList<string> Links, IReadOnlyList<string> Mentions, IReadOnlyList<string> Tags)
{
    /// <summary>Reads a record's facets; those that make no sense are passed over.</summary>
    public static Facets Read(JsonElement record, string text)
    {
        List<string> links = [], mentions = [], tags = [];
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var facet in record.Items("facets"))
        {
            foreach (var feature in facet.Items("features"))
            {
                switch (feature.Text("$type"))
                {
                    case "app.bsky.richtext.facet#link" when feature.Text("uri") is { } link && IsWebAddress(link):
                        links.Add(link);
                        break;
                    case "app.bsky.richtext.facet#mention" when feature.Text("did") is { Length: > 0 } did:
                        mentions.Add(HandleIn(bytes, facet.At("index")) ?? did);
                        break;
                    case "app.bsky.richtext.facet#tag" when feature.Text("tag") is { } tag:
                        tags.Add(tag.TrimStart('#', '＃'));
                        break;
                }
            }
        }

        return new Facets(links, mentions, tags);
    }

    /// <summary>True for an absolute http or https address.</summary>
    public static bool IsWebAddress(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    // The facet names the account only by its id; the words it covers are normally the handle. When they are anything
    // else (they are the author's to choose), the id stands for it.
    private static string? HandleIn(byte[] text, JsonElement index)
    {
        if (!Place(index, "byteStart", out var start) || !Place(index, "byteEnd", out var end) || start > end || end > text.Length) return null;
        var covered = Encoding.UTF8.GetString(text, start, end - start);
        if (covered is not ['@', .. var handle]) return null;
        var isHandle = handle.Contains('.', StringComparison.Ordinal) && handle.Length <= 253
            && handle.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
        return isHandle ? handle : null;
    }

    private static bool Place(JsonElement index, string name, out int place)
    {
        place = 0;
        return index.At(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out place) && place >= 0;
    }
}
