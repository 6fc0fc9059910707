using System.Text.Json;
using Listening.Sources.Text;

namespace Listening.Sources.Feeds;

/// <summary>Reads JSON Feed 1.0 and 1.1. A member of the wrong type counts as missing; an item that is no object is left out.</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 64,
    };

    /// <summary>Reads a document.</summary>
    public static FeedDocument Read(string text, Uri address, int maximumEntries)
    {
        try
        {
            using var document = JsonDocument.Parse(text.AsMemory().Trim(), Options);
            var feed = document.RootElement;
            if (!feed.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
                return FeedDocument.Refused("The JSON answer is not a JSON Feed: it has no list of items.");
            var objects = items.EnumerateArray().Take(maximumEntries).Where(item => item.ValueKind == JsonValueKind.Object).ToList();
            var total = items.GetArrayLength();
            var entries = objects.ConvertAll(item => Entry(item, feed, address));
            return FeedDocument.Of(entries, Math.Min(total, maximumEntries) - objects.Count, total > maximumEntries);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The latter for strings that hold half a character.
            return FeedDocument.Refused("The answer begins like JSON but cannot be read as such.");
        }
    }

    private static FeedEntry Entry(JsonElement item, JsonElement feed, Uri address)
    {
        var id = Text(item, "id");
        var link = WebLink.ResolveAddress(Text(item, "url"), address) ?? WebLink.ResolveAddress(id, null);
        var html = Text(item, "content_html");
        var plain = Text(item, "content_text") ?? (html is null ? Text(item, "summary") : null);
        var body = html is not null ? HtmlText.Of(html, link ?? address) : new HtmlText(FeedText.Plain(plain ?? ""), []);
        var (name, page) = Author(item) ?? Author(feed) ?? ("", "");
        var external = WebLink.Resolve(Text(item, "external_url"), address);
        return new FeedEntry
        {
            Guid = string.IsNullOrWhiteSpace(id) ? null : id.Trim(),
            Link = link,
            Title = FeedText.Plain(Text(item, "title") ?? ""),
            Body = body.Text,
            Links = external is null ? body.Links : [.. body.Links.Append(external).Distinct(StringComparer.Ordinal)],
            PublishedAt = FeedDates.Read(Text(item, "date_published")) ?? FeedDates.Read(Text(item, "date_modified")),
            AuthorName = name,
            AuthorAddress = WebLink.Resolve(page, address) ?? "",
            Language = Text(item, "language") ?? Text(feed, "language"),
        };
    }

    private static (string Name, string Page)? Author(JsonElement of)
    {
        var author = of.TryGetProperty("authors", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            ? list[0]
            : of.TryGetProperty("author", out var single) ? single : default;
        return author.ValueKind == JsonValueKind.Object && (Text(author, "name") ?? Text(author, "url")) is not null
            ? (Text(author, "name")?.Trim() ?? "", Text(author, "url") ?? "")
            : null;
    }

    // Ids are written as numbers by some.
    private static string? Text(JsonElement of, string name) =>
        !of.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
}
