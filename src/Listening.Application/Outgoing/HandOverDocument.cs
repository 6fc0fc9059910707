using System.Globalization;
using System.Text.Json;
using Listening.Core.Triage;

namespace Listening.Application.Outgoing;

/// <summary>What the case system is given; docs/outgoing.md shows an example.</summary>
public static class HandOverDocument
{
    /// <summary>The type of the event.</summary>
    public const string Type = "item.handed-over";

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>The headings of a file for spreadsheet programs, in the order of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Headings { get; } =
        ["Item", "Queue", "Source", "Address", "Author's handle", "Author's name", "Text", "Published", "Collected", "Reasons", "Note"];

    /// <summary>As JSON, UTF-8. The same message gives the same bytes.</summary>
    public static byte[] Json(OutgoingMessage message, bool indented = false)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, indented ? Indented : default))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WriteString("timestamp", Time(message.AskedAt));
            json.WriteStartObject("data");
            json.WriteNumber("item", message.ItemId);
            json.WriteString("queue", message.Queue.Name());
            json.WriteString("source", message.SourceName);
            json.WriteString("url", message.Post.Url);
            json.WriteStartObject("author");
            json.WriteString("handle", message.Post.Author.Handle);
            json.WriteString("name", message.Post.Author.Name);
            json.WriteEndObject();
            json.WriteString("text", message.Post.Text);
            json.WriteString("createdAt", Time(message.Post.CreatedAt));
            json.WriteString("collectedAt", Time(message.CollectedAt));
            json.WriteStartArray("reasons");
            foreach (var reason in message.Reasons) json.WriteStringValue(reason);
            json.WriteEndArray();
            json.WriteString("note", message.Words);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>As cells of a table.</summary>
    public static IReadOnlyList<string> Cells(OutgoingMessage message) =>
    [
        message.ItemId.ToString(CultureInfo.InvariantCulture), message.Queue.Name(), message.SourceName, message.Post.Url ?? "", message.Post.Author.Handle,
        message.Post.Author.Name, message.Post.Text, Time(message.Post.CreatedAt), Time(message.CollectedAt), string.Join("\n", message.Reasons), message.Words,
    ];

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
