using System.Buffers;
using System.Security.Cryptography;

namespace Listening.Core.Auditing;

/// <summary>The hashes of RFC 6962: leaves and nodes differ in their first byte, so that neither can pass for the other.</summary>
public static class MerkleHash
{
    /// <summary>Bytes of a hash (SHA-256).</summary>
    public const int Size = 32;

    /// <summary>Stands before the data of a leaf.</summary>
    public const byte LeafPrefix = 0;

    private const byte NodePrefix = 1;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] OfNothing() => SHA256.HashData([]);

    /// <summary>Hash of a leaf.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> data)
    {
        var whole = ArrayPool<byte>.Shared.Rent(data.Length + 1);
        whole[0] = LeafPrefix;
        data.CopyTo(whole.AsSpan(1));
        var hash = SHA256.HashData(whole.AsSpan(0, data.Length + 1));
        ArrayPool<byte>.Shared.Return(whole);
        return hash;
    }

    /// <summary>Hash of a node; the result may be written over either of its children.</summary>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> whole = stackalloc byte[1 + (2 * Size)];
        whole[0] = NodePrefix;
        left.CopyTo(whole[1..]);
        right.CopyTo(whole[(1 + Size)..]);
        SHA256.HashData(whole, hash);
    }
}
