using System.Security.Cryptography;

namespace Listening.Sources.BlueskyStream;

/// <summary>Finds blocks in a CAR file (version 1): a header, then blocks with their content ids in front.</summary>
internal static class CarBlocks
{
    // Content ids of the protocol: version 1, DAG-CBOR, SHA-256 of 32 bytes.
    private const int IdLength = 36;
    private static ReadOnlySpan<byte> IdStart => [0x01, 0x71, 0x12, 0x20];

    /// <summary>The block of a content id.</summary>
    /// <returns>Null when there is none, when it is not what its id says, or when the file is odd.</returns>
    public static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> car, ReadOnlySpan<byte> id)
    {
        if (id.Length != IdLength || !id.StartsWith(IdStart) || !Length(ref car, out var header)) return null;
        car = car[header..];
        while (Length(ref car, out var length))
        {
            var section = car[..length];
            car = car[length..];
            // A block of some other kind cannot be told from its id, and is none of ours.
            if (section.Length < IdLength || !section.Span.StartsWith(id)) continue;
            var block = section[IdLength..];
            if (SHA256.HashData(block.Span).AsSpan().SequenceEqual(id[IdStart.Length..])) return block;
            return null;
        }

        return null;
    }

    // An unsigned LEB128 number that leads no further than the file.
    private static bool Length(ref ReadOnlyMemory<byte> rest, out int length)
    {
        ulong value = 0;
        length = 0;
        var bytes = rest.Span;
        for (var i = 0; i < bytes.Length && i < 5; i++)
        {
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if ((bytes[i] & 0x80) != 0) continue;
            rest = rest[(i + 1)..];
            length = (int)Math.Min(value, int.MaxValue);
            return length > 0 && length <= rest.Length;
        }

        return false;
    }
}
