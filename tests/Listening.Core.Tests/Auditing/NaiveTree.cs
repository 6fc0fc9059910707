using System.Security.Cryptography;

namespace Listening.Core.Tests.Auditing;

/// <summary>The definitions of RFC 6962, section 2.1, word by word, and as slow as they are plain.</summary>
internal static class NaiveTree
{
    public static byte[] LeafOf(int number) => SHA256.HashData([0, .. BitConverter.GetBytes(number)]);

    public static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 0) return SHA256.HashData([]);
        if (leaves.Count == 1) return leaves[0];
        var k = Split(leaves.Count);
        return SHA256.HashData([1, .. Root([.. leaves.Take(k)]), .. Root([.. leaves.Skip(k)])]);
    }

    public static IReadOnlyList<byte[]> Path(int leaf, IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 1) return [];
        var k = Split(leaves.Count);
        return leaf < k
            ? [.. Path(leaf, [.. leaves.Take(k)]), Root([.. leaves.Skip(k)])]
            : [.. Path(leaf - k, [.. leaves.Skip(k)]), Root([.. leaves.Take(k)])];
    }

    public static IReadOnlyList<byte[]> Proof(int older, IReadOnlyList<byte[]> leaves) => Subproof(older, leaves, isWhole: true);

    private static IReadOnlyList<byte[]> Subproof(int older, IReadOnlyList<byte[]> leaves, bool isWhole)
    {
        if (older == leaves.Count) return isWhole ? [] : [Root(leaves)];
        var k = Split(leaves.Count);
        return older <= k
            ? [.. Subproof(older, [.. leaves.Take(k)], isWhole), Root([.. leaves.Skip(k)])]
            : [.. Subproof(older - k, [.. leaves.Skip(k)], isWhole: false), Root([.. leaves.Take(k)])];
    }

    private static int Split(int count)
    {
        var k = 1;
        while (k * 2 < count) k *= 2;
        return k;
    }
}
