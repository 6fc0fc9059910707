using System.Buffers.Binary;
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

    // Loaded from place 16 - n on, this keeps the first n bytes.
    private static readonly byte[] Masks = [.. Enumerable.Repeat((byte)0xFF, Whole), .. Enumerable.Repeat((byte)0, Whole)];

    /// <summary>A number in which every bit depends on every bit of the key; equal keys have equal numbers.</summary>
    public ulong Hash => Mix(Low ^ 0x9E3779B97F4A7C15, High ^ 0xD6E8FEB86659FD93);

    /// <summary>A number of the first eight letters and the length, made much faster than <see cref="Hash"/>; equal keys have equal ones.</summary>
    public ulong Quick => QuickOf(Low, Length);

    /// <summary>The <see cref="Quick"/> of a term whose first eight bytes are these; what stands behind a shorter term does not matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong QuickOf(ulong firstEight, int length) =>
        Mix((firstEight << (-8 * Math.Min(length, 8))) ^ (ulong)length, 0x9E3779B97F4A7C15);

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
        var mask = Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Masks), (nuint)(Whole - length));
        var letters = (Vector128.LoadUnsafe(ref first) & mask).AsUInt64();
        return new TermKey(letters[0], letters[1], length);
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
