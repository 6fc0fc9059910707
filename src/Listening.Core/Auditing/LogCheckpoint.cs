using System.Text.Json;

namespace Listening.Core.Auditing;

/// <summary>Says, signed, that the log had so many entries and this root at that time.</summary>
/// <param name="Size">Entries the log had.</param>
/// <param name="Root">Root of the Merkle tree over their leaf hashes.</param>
/// <param name="At">When it was signed, UTC.</param>
/// <param name="KeyId">Which key signed; see <see cref="LogPublicKey.Id"/>.</param>
/// <param name="Signature">ECDSA over P-256 and SHA-256 in DER form, of <see cref="ToSign"/>.</param>
public sealed record LogCheckpoint(long Size, byte[] Root, DateTime At, string KeyId, byte[] Signature)
{
    /// <summary>What every checkpoint of such a log begins with, so that a signature of something else cannot pass for one.</summary>
    public const string Origin = "listening/log/1";

    /// <summary>The bytes that are signed: the checkpoint in canonical form without its signature.</summary>
    public byte[] ToSign() => Write(new CanonicalJson().Begin()).End().ToArray();

    /// <summary>The checkpoint in canonical form with its signature.</summary>
    public byte[] ToJson() => Write(new CanonicalJson().Begin(), signed: true).End().ToArray();

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <returns>Null when it is something else.</returns>
    public static LogCheckpoint? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    public static LogCheckpoint? Read(JsonElement json)
    {
        try
        {
            if (json.GetProperty("origin").GetString() != Origin) return null;
            return new LogCheckpoint(
                json.GetProperty("size").GetInt64(),
                json.GetProperty("root").GetBytesFromBase64(),
                LogEntryJson.ReadTime(json.GetProperty("at")),
                json.GetProperty("key").GetString() ?? "",
                json.GetProperty("signature").GetBytesFromBase64());
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private CanonicalJson Write(CanonicalJson json, bool signed = false)
    {
        json.Time("at", At).Text("key", KeyId).Text("origin", Origin).Bytes("root", Root);
        if (signed) json.Bytes("signature", Signature);
        return json.Number("size", Size);
    }
}
