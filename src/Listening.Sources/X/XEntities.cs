using System.Text.Json;
using Listening.Sources.Json;
using Listening.Sources.Text;

namespace Listening.Sources.X;

/// <summary>Links, hashtags and mentions of a post, which X finds by itself.</summary>
internal sealed record XEntities(IReadOnlyList<string> Links, IReadOnlyList<string> Hashtags, IReadOnlyList<string> Mentions)
{
    /// <summary>Reads a post's entities. Those of a long post stand with its long text, those of its beginning with the post.</summary>
    public static XEntities Read(JsonElement post, JsonElement note)
    {
        JsonElement[] places = [post.At("entities"), note.At("entities")];
        return new XEntities(
            Distinct(places.SelectMany(place => place.Items("urls")).SelectMany(Addresses), StringComparer.Ordinal),
            Distinct(places.SelectMany(place => place.Items("hashtags")).Select(tag => tag.Text("tag")?.TrimStart('#', '＃')), StringComparer.OrdinalIgnoreCase),
            Distinct(places.SelectMany(place => place.Items("mentions")).Select(mention => mention.Text("username")?.TrimStart('@')), StringComparer.OrdinalIgnoreCase));
    }

    // Where a shortened link leads to, and what the author wrote: a search may name either.
    private static IEnumerable<string?> Addresses(JsonElement url) =>
        // A picture of the post itself is no link of its author's.
        url.Text("media_key") is not null ? [] : [WebLink.Resolve(url.Text("unwound_url"), null), WebLink.Resolve(url.Text("expanded_url"), null)];

    private static string[] Distinct(IEnumerable<string?> values, StringComparer comparer) =>
        [.. values.OfType<string>().Where(value => value.Length > 0).Distinct(comparer)!];
}
