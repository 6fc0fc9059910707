using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Listening.Core.Posts;

/// <summary>Writes posts as JSON, in the shape that <see cref="PostReader"/> reads. Absent fields are left out.</summary>
public static class PostWriter
{
    /// <summary>Escapes only what JSON must, so that people can read Welsh and emoji in a file. Never used inside HTML.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes one post as one line's content (without line end).</summary>
    public static void Write(IBufferWriter<byte> output, Post post)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        Write(writer, post);
    }

    /// <summary>Writes one post as a line of JSON Lines.</summary>
    public static void WriteLine(IBufferWriter<byte> output, Post post)
    {
        Write(output, post);
        output.Write("\n"u8);
    }

    /// <summary>Writes one post as an object.</summary>
    public static void Write(Utf8JsonWriter writer, Post post)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, post.Id);
        if (post.Source.Length > 0) writer.WriteString("source"u8, post.Source);
        writer.WriteStartObject("author"u8);
        writer.WriteString("id"u8, post.Author.Id);
        writer.WriteString("handle"u8, post.Author.Handle);
        writer.WriteString("name"u8, post.Author.Name);
        writer.WriteEndObject();
        writer.WriteString("text"u8, post.Text);
        if (post.CreatedAt != default) writer.WriteString("createdAt"u8, post.CreatedAt);
        if (post.Url is not null) writer.WriteString("url"u8, post.Url);
        if (post.Lang is not null) writer.WriteString("lang"u8, post.Lang);
        Strings(writer, "links"u8, post.Links);
        Strings(writer, "hashtags"u8, post.Hashtags);
        Strings(writer, "mentions"u8, post.Mentions);
        if (post.ReplyTo is not null) writer.WriteString("replyTo"u8, post.ReplyTo);
        if (post.Conversation is not null) writer.WriteString("conversation"u8, post.Conversation);
        if (post.CollectedAt != default) writer.WriteString("collectedAt"u8, post.CollectedAt);
        writer.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
