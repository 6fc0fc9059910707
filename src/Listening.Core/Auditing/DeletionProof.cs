using System.Text;
using System.Text.Json;

namespace Listening.Core.Auditing;

/// <summary>Proves to somebody who has only the public key that a post's deletion stands in the signed log.</summary>
/// <param name="Id">The deleted post's keyed hash; only the service can tell, while the year's key lives, that it is a link's.</param>
/// <param name="Entry">The log entry in canonical form.</param>
/// <param name="Path">The inclusion proof of the entry in the checkpoint's tree.</param>
/// <param name="Checkpoint">A signed checkpoint that covers the entry.</param>
public sealed record DeletionProof(byte[] Id, byte[] Entry, IReadOnlyList<byte[]> Path, LogCheckpoint Checkpoint)
{
    /// <summary>Bytes of a deleted post's keyed hash.</summary>
    public const int IdSize = 16;

    /// <summary>The proof as JSON.</summary>
    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName("checkpoint");
            json.WriteRawValue(Checkpoint.ToJson());
            json.WritePropertyName("entry");
            json.WriteRawValue(Entry);
            json.WriteBase64String("id", Id);
            json.WriteStartArray("path");
            foreach (var hash in Path) json.WriteBase64StringValue(hash);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote; null when it is something else.</summary>
    public static DeletionProof? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return LogCheckpoint.Read(root.GetProperty("checkpoint")) is not { } checkpoint ? null : new DeletionProof(
                root.GetProperty("id").GetBytesFromBase64(),
                Encoding.UTF8.GetBytes(root.GetProperty("entry").GetRawText()),
                [.. root.GetProperty("path").EnumerateArray().Select(hash => hash.GetBytesFromBase64())],
                checkpoint);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with the proof, in words; null when it holds.</summary>
    public string? Check(IReadOnlyCollection<LogPublicKey> keys)
    {
        var entry = LogEntryJson.Read(Entry, ReadOnlyMemory<byte>.Empty);
        if (entry.Unreadable is { } reason) return $"The entry cannot be read: {reason}.";
        if (keys.FirstOrDefault(key => key.Id == Checkpoint.KeyId) is not { } trusted) return $"The checkpoint was signed by key {Checkpoint.KeyId}, which is none of those given.";
        if (!trusted.Signed(Checkpoint)) return "The checkpoint does not carry the signature it claims.";
        if (!MerkleProof.Includes(entry.Index, Checkpoint.Size, MerkleHash.Leaf(Entry), Path, Checkpoint.Root)) return "The entry is not part of the signed log.";
        return DeletionFacts.Read(Entry) is { } facts && facts.Names(Id) ? null : "The entry does not name that post.";
    }
}
