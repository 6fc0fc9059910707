using System.Globalization;
using System.Text.Json;

namespace Listening.Core.Posts;

/// <summary>Reads posts from JSON. Written by hand because it stands before everything else on the hot path.</summary>
/// <remarks>Unknown fields are passed over; a field of the wrong type refuses the line. Missing fields keep their defaults; only <c>id</c> is needed.</remarks>
public static class PostReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Reads one line.</summary>
    /// <param name="line">UTF-8, without the line end.</param>
    /// <exception cref="PostFormatException">The line is not JSON, not an object, or a field has the wrong type.</exception>
    public static PostLine Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, Options);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new PostFormatException("a post is a JSON object");
            var read = ReadFields(ref reader);
            if (reader.Read())
                throw new PostFormatException("one line holds one post");
            return read;
        }
        catch (JsonException broken)
        {
            throw new PostFormatException(string.Create(CultureInfo.InvariantCulture, $"not JSON at byte {broken.BytePositionInLine}"));
        }
        catch (InvalidOperationException)
        {
            // GetString throws this for invalid UTF-8 and for escapes that are half a character.
            throw new PostFormatException("text is not valid Unicode");
        }
    }

    private static PostLine ReadFields(ref Utf8JsonReader reader)
    {
        string? id = null, source = null, text = null, url = null, lang = null, replyTo = null, conversation = null, search = null;
        Author? author = null;
        DateTime createdAt = default, collectedAt = default;
        IReadOnlyList<string> links = [], hashtags = [], mentions = [];
        var deleted = false;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8)) id = String(ref reader, "id");
            else if (reader.ValueTextEquals("text"u8)) text = String(ref reader, "text");
            else if (reader.ValueTextEquals("author"u8)) author = ReadAuthor(ref reader);
            else if (reader.ValueTextEquals("source"u8)) source = String(ref reader, "source");
            else if (reader.ValueTextEquals("createdAt"u8)) createdAt = Time(ref reader, "createdAt");
            else if (reader.ValueTextEquals("url"u8)) url = String(ref reader, "url");
            else if (reader.ValueTextEquals("lang"u8)) lang = String(ref reader, "lang");
            else if (reader.ValueTextEquals("links"u8)) links = Strings(ref reader, "links");
            else if (reader.ValueTextEquals("hashtags"u8)) hashtags = Strings(ref reader, "hashtags");
            else if (reader.ValueTextEquals("mentions"u8)) mentions = Strings(ref reader, "mentions");
            else if (reader.ValueTextEquals("replyTo"u8)) replyTo = String(ref reader, "replyTo");
            else if (reader.ValueTextEquals("conversation"u8)) conversation = String(ref reader, "conversation");
            else if (reader.ValueTextEquals("collectedAt"u8)) collectedAt = Time(ref reader, "collectedAt");
            else if (reader.ValueTextEquals("deleted"u8)) deleted = Flag(ref reader, "deleted");
            else if (reader.ValueTextEquals("search"u8)) search = String(ref reader, "search");
            else { reader.Read(); reader.Skip(); }
        }

        if (string.IsNullOrEmpty(id))
            throw new PostFormatException("id is missing or empty");
        var post = new Post
        {
            Id = id,
            Source = source ?? "",
            Author = author ?? Author.Unknown,
            Text = text ?? "",
            CreatedAt = createdAt,
            Url = url,
            Lang = lang,
            Links = links,
            Hashtags = hashtags,
            Mentions = mentions,
            ReplyTo = replyTo,
            Conversation = conversation,
            CollectedAt = collectedAt,
        };
        return new PostLine(post, deleted, search);
    }

    private static Author ReadAuthor(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return Author.Unknown;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new PostFormatException("author is an object {id, handle, name}");
        string? id = null, handle = null, name = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8)) id = String(ref reader, "author.id");
            else if (reader.ValueTextEquals("handle"u8)) handle = String(ref reader, "author.handle");
            else if (reader.ValueTextEquals("name"u8)) name = String(ref reader, "author.name");
            else { reader.Read(); reader.Skip(); }
        }

        return new Author(id ?? "", handle ?? "", name ?? "");
    }

    private static string? String(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Null => null,
            _ => throw new PostFormatException($"{field} is a string"),
        };
    }

    private static bool Flag(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw new PostFormatException($"{field} is true or false"),
        };
    }

    private static DateTime Time(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return default;
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.TryGetDateTimeOffset(out var exact))
                return exact.UtcDateTime;
            if (DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var loose))
                return loose.UtcDateTime;
        }

        throw new PostFormatException($"{field} is a time in ISO 8601");
    }

    private static List<string> Strings(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return [];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new PostFormatException($"{field} is a list of strings");
        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new PostFormatException($"{field} is a list of strings");
            values.Add(reader.GetString()!);
        }

        return values;
    }
}
