using System.Buffers;
using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Triage;

namespace Listening.Application.People;

/// <summary>Writes somebody's copy as JSON that a machine can read: the posts in the shape of every file of this service.</summary>
public static class PersonCopyJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = PostWriter.Options.Encoder };

    /// <summary>The copy as UTF-8.</summary>
    public static byte[] Write(PersonCopy copy)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("reference"u8, copy.Question.Reference);
            writer.WriteString("madeAt"u8, copy.MadeAt);
            WriteQuestion(writer, copy.Question);
            writer.WriteStartArray("posts"u8);
            foreach (var post in copy.Posts) Write(writer, post);
            writer.WriteEndArray();
            if (copy.Mentions is { } mentions)
            {
                writer.WriteStartObject("mentionedByOthers"u8);
                writer.WriteNumber("posts"u8, mentions.Posts);
                writer.WriteNumber("amongNewest"u8, mentions.Among);
                writer.WriteEndObject();
            }

            writer.WriteStartObject("objections"u8);
            writer.WriteBoolean("allSources"u8, copy.Objections.Everywhere);
            WriteStrings(writer, "sources"u8, copy.Objections.Sources);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteQuestion(Utf8JsonWriter writer, PersonQuestion question)
    {
        writer.WriteStartObject("askedFor"u8);
        if (question.Handle is not null) writer.WriteString("handle"u8, question.Handle);
        if (question.Link is not null) writer.WriteString("link"u8, question.Link);
        if (question.Source is not null) writer.WriteString("source"u8, question.Source);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PersonPost post)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number"u8, post.Id);
        writer.WriteString("source"u8, post.SourceName);
        writer.WriteString("collectedAt"u8, post.CollectedAt);
        writer.WriteString("deletedAt"u8, post.DueAt);
        writer.WriteString("limit"u8, post.Rule.ToString().ToLowerInvariant());
        writer.WriteBoolean("keptByAHold"u8, post.HeldBack);
        writer.WriteBoolean("keptForAMeeting"u8, post.KeptForMeeting);
        writer.WriteNumber("edits"u8, post.Edits);
        if (post.Queue is { } queue) writer.WriteString("queue"u8, queue.Name());
        if (post.RuleId is not null) writer.WriteString("sortedByRule"u8, post.RuleId);
        WriteStrings(writer, "reasons"u8, post.Reasons);
        writer.WriteStartArray("foundBy"u8);
        foreach (var found in post.FoundBy)
        {
            writer.WriteStartObject();
            writer.WriteString("search"u8, found.Search);
            writer.WriteNumber("version"u8, found.Version);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("post"u8);
        if (post.Post is null) writer.WriteNullValue();
        else PostWriter.Write(writer, post.Post);
        writer.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
