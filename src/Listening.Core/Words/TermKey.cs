using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Listening.Core.Words;

/// <summary>What a folded term is looked up by: its UTF-8 letters when they are 16 bytes or fewer, else its beginning and a hash.</summary>
/// <param name="Low">The first eight bytes, little-endian; what is missing is zero.</param>
/// <param name="High">The next eight; of a longer term a hash of all of it.</param>
/// <param name="Length">Bytes of the term.</param>
internal readonly record struct TermKey(ulong Low, ulong High, int Length)
{
    /// <summary>Longest term, in bytes, that its key holds whole.</summary>
    public const int Whole = 16;

    private const ulong Spread = 0x9E3779B97F4A7C15;

    // Loaded from place 16 - n on, this keeps the first n bytes.
    private static readonly byte[] Masks = [.. Enumerable.Repeat((byte)0xFF, Whole), .. Enumerable.Repeat((byte)0, Whole)];

    /// <summary>A number whose highest bits depend on every bit of the key; equal keys have equal numbers.</summary>
    public ulong Hash => HashOf(Low, High);

    /// <summary>The same of the first eight letters and the length only, made faster; equal keys have equal ones.</summary>
    public ulong Quick => QuickOf(Low, Length);

    /// <summary>The <see cref="Hash"/> of a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong HashOf(ulong low, ulong high) => (low ^ BitOperations.RotateLeft(high * 0xD6E8FEB86659FD93, 32)) * Spread;

    /// <summary>The <see cref="Quick"/> of a term whose first eight bytes are these; what stands behind a shorter term does not matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong QuickOf(ulong firstEight, int length)
    {
        // Nothing of a term of eight or more, and no branch: lengths cannot be foretold.
        var missing = 64 - (8 * length);
        return ((firstEight << (missing & ~(missing >> 31))) ^ (ulong)length) * Spread;
    }

    /// <summary>The key of a term's letters.</summary>
    public static TermKey Of(ReadOnlySpan<byte> letters)
    {
        Span<byte> start = stackalloc byte[Whole];
        start.Clear();
        letters[..Math.Min(letters.Length, Whole)].CopyTo(start);
        var low = BinaryPrimitives.ReadUInt64LittleEndian(start);
        var high = letters.Length > Whole ? HashOf(letters) : BinaryPrimitives.ReadUInt64LittleEndian(start[8..]);
        return new TermKey(low, high, letters.Length);
    }

    /// <summary>The key of a term's letters, behind which at least <see cref="Whole"/> more bytes can be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TermKey Of(ref byte first, int length)
    {
        if (length > Whole) return Of(MemoryMarshal.CreateReadOnlySpan(ref first, length));
        var (low, high) = Start(ref first, length);
        return new TermKey(low, high, length);
    }

    /// <summary>The first <see cref="Whole"/> bytes of a term; what is missing is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong Low, ulong High) Start(ref byte first, int length)
    {
        var missing = Whole - length;
        var mask = Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Masks), (nuint)(missing & ~(missing >> 31)));
        var letters = (Vector128.LoadUnsafe(ref first) & mask).AsUInt64();
        return (letters[0], letters[1]);
    }

    private static ulong HashOf(ReadOnlySpan<byte> letters)
    {
        var hash = (ulong)letters.Length;
        for (; letters.Length >= 8; letters = letters[8..])
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(letters), 0xA0761D6478BD642F);
        foreach (var letter in letters) hash = Mix(hash ^ letter, 0xE7037ED1A0B428DB);
        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
