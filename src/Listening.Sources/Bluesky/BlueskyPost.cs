using System.Globalization;
using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.Bluesky;

/// <summary>Turns the server's view of a post into a post.</summary>
internal sealed class BlueskyPost(string source, BlueskyOptions options)
{
    private const string Collection = "app.bsky.feed.post";

    /// <summary>True when the author asks that only signed-in people see this: what a public body reads is no such audience, so it is left out.</summary>
    public static bool IsWithheld(WirePost wire) => Has(wire.Labels) || Has(wire.Author?.Labels);

    /// <summary>When the server places a post in its feeds: the earlier of the author's time and its own. Null when neither can be read.</summary>
    public static DateTime? SortTime(WirePost wire)
    {
        var (created, indexed) = (CreatedAt(wire), Time(wire.IndexedAt));
        return created is null || indexed < created ? indexed : created;
    }

    /// <summary>Reads a post.</summary>
    /// <returns>Null when it lacks what makes a post: an address, an account, a record of the right kind.</returns>
    public Post? Read(WirePost wire, DateTime now)
    {
        if (RecordKey(wire.Uri) is not { } key || wire.Author?.Did is not ['d', 'i', 'd', ':', ..] || wire.Record.ValueKind != JsonValueKind.Object) return null;
        if (wire.Record.Text("$type") is { } type && type != Collection) return null;

        var record = wire.Record;
        var text = record.Text("text") ?? "";
        var facets = Facets.Read(record, text);
        return new Post
        {
            Id = wire.Uri!,
            Source = source,
            Author = new Author(wire.Author.Did, Handle(wire.Author.Handle), wire.Author.DisplayName ?? ""),
            Text = text,
            // A clock that is wrong, or meant to be, must not keep a post at the top of a queue for ever.
            CreatedAt = Earliest(CreatedAt(wire) ?? now, Time(wire.IndexedAt) ?? now, now),
            Url = new Uri(options.WebAddress, $"/profile/{wire.Author.Did}/post/{key}").AbsoluteUri,
            Lang = record.Texts("langs").FirstOrDefault(IsLanguage),
            Links = Distinct(facets.Links.Concat(EmbeddedLinks(record)), StringComparer.Ordinal),
            Hashtags = Distinct(facets.Tags.Concat(record.Texts("tags").Select(tag => tag.TrimStart('#'))), StringComparer.OrdinalIgnoreCase),
            Mentions = Distinct(facets.Mentions, StringComparer.OrdinalIgnoreCase),
            ReplyTo = record.At("reply", "parent").Text("uri"),
            Conversation = record.At("reply", "root").Text("uri"),
            CollectedAt = now,
        };
    }

    /// <summary>Reads a time as the protocol writes it; null when it cannot be read.</summary>
    public static DateTime? Time(string? value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.UtcDateTime : null;

    private static DateTime? CreatedAt(WirePost wire) => Time(wire.Record.Text("createdAt"));

    private static DateTime Earliest(DateTime created, DateTime indexed, DateTime now)
    {
        var latest = indexed < now ? indexed : now;
        return created < latest ? created : latest;
    }

    private static bool Has(WireLabel[]? labels) => labels?.Any(label => label?.Val == "!no-unauthenticated" && label.Neg != true) == true;

    // The server says this of a handle that does not lead back to the account, so it names nobody.
    private static string Handle(string? handle) => handle is null or "handle.invalid" ? "" : handle;

    private static string? RecordKey(string? uri) =>
        uri?.Split('/') is ["at:", "", ['d', 'i', 'd', ':', ..], Collection, { Length: > 0 } key] ? key : null;

    // An external link card stands in the record itself, or beside a quoted post.
    private static IEnumerable<string> EmbeddedLinks(JsonElement record)
    {
        var embed = record.At("embed");
        string?[] links = [embed.At("external").Text("uri"), embed.At("media", "external").Text("uri")];
        return links.Where(Facets.IsWebAddress).Select(link => link!);
    }

    private static bool IsLanguage(string tag) =>
        tag.Length is >= 2 and <= 35 && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static string[] Distinct(IEnumerable<string> values, StringComparer comparer) =>
        [.. values.Where(value => value.Length > 0).Distinct(comparer)];
}
