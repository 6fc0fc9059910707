using System.Buffers;
using System.Text.Json;
using Listening.Core.Posts;

namespace Listening.Core.Foi;

/// <summary>Gathers findings as JSON Lines until they are worth a write.</summary>
internal sealed class AuthorityLines
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>Bytes that wait.</summary>
    public int Length => buffer.WrittenCount;

    /// <summary>Adds <c>{"id","authorities","possible","reasons"}</c>, with <c>"signals"</c> when they are given, and a line end.</summary>
    public void Add(Post post, AuthorityFindings findings, IReadOnlyList<FoiSignal>? signals)
    {
        using (var writer = new Utf8JsonWriter(buffer, PostWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, post.Id);
            Texts(writer, "authorities"u8, findings.Authorities.Select(found => found.Authority.Name));
            Texts(writer, "possible"u8, findings.Possible.Select(possible => possible.Name));
            Texts(writer, "reasons"u8, findings.Reasons);
            if (signals is not null)
            {
                writer.WriteStartArray("signals"u8);
                foreach (var signal in signals) Write(writer, signal, post.Text);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync(Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
    }

    private static void Write(Utf8JsonWriter writer, FoiSignal signal, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("signal"u8, signal.Kind.Name());
        writer.WriteString("says"u8, signal.Says);
        if (signal.Days is { } days) writer.WriteNumber("days"u8, days);
        if (signal.Sections.Count > 0) Texts(writer, "sections"u8, signal.Sections);
        Texts(writer, "words"u8, signal.Spans.Select(span => text.Substring(span.Start, span.Length)));
        Texts(writer, "marks"u8, signal.Marks.Names());
        writer.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
