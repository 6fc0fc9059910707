using System.Buffers;
using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Triage;

namespace Listening.Core.Routing;

/// <summary>Gathers decisions as JSON Lines until they are worth a write.</summary>
internal sealed class DecisionLines
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>Bytes that wait.</summary>
    public int Length => buffer.WrittenCount;

    /// <summary>Adds <c>{"id","queue","confidence","reasons"}</c> and a line end.</summary>
    public void Add(string id, RoutingDecision decision)
    {
        using (var writer = new Utf8JsonWriter(buffer, PostWriter.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteString("queue"u8, decision.Queue.Name());
            writer.WriteNumber("confidence"u8, decision.Confidence);
            writer.WriteStartArray("reasons"u8);
            foreach (var reason in decision.Reasons) writer.WriteStringValue(reason);
            writer.WriteEndArray();
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
}
