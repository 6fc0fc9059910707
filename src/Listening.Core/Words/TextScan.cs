using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Listening.Core.Words;

/// <summary>
/// Looks at 64 characters of a text at a time: which belong to ASCII words, which need the rules of
/// <see cref="TextWalk{TSink}"/>, and what the ASCII letters are in lower case. Reused from text to text; not shared by threads.
/// </summary>
internal sealed class TextScan
{
    /// <summary>Readable bytes behind the last letter, so that a word can be loaded whole wherever it stands.</summary>
    public const int Padding = 64;

    private const int Block = BlockMarks.Length;
    private const int KeptBlocks = 4096;
    private readonly char[] rest = new char[Block];
    private byte[] lower = new byte[1024];
    private BlockMarks[] marks = new BlockMarks[16];
    private Joints[] joints = new Joints[16];

    /// <summary>The text in lower case, one byte a unit; means something only where words are. Good until the next text.</summary>
    public byte[] Lower => lower;

    /// <summary>Blocks of the text; one more than it fills, so that what stands behind its end can be asked for.</summary>
    public int Blocks { get; private set; }

    /// <summary>One block; behind the last an empty one.</summary>
    public ref readonly BlockMarks this[int block] => ref marks[block];

    /// <summary>Reads a text.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        Blocks = (text.Length / Block) + 1;
        if (marks.Length <= Blocks || (marks.Length > KeptBlocks && Blocks < KeptBlocks / 4)) Resize();
        var whole = text.Length / Block;
        ref var from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        for (var i = 0; i < whole; i++) Classify(ref Unsafe.Add(ref from, i * Block), i);

        text[(whole * Block)..].CopyTo(rest);
        rest.AsSpan(text.Length % Block).Clear();
        Classify(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetArrayDataReference(rest)), whole);
        marks[Blocks] = default;
        Join();
    }

    /// <summary>Forgets the text.</summary>
    public void Clear()
    {
        lower.AsSpan(0, Math.Min(lower.Length, (Blocks * Block) + Padding)).Clear();
        rest.AsSpan().Clear();
    }

    /// <summary>True for an ASCII letter or digit.</summary>
    public bool IsWord(int at) => (marks[at / Block].Words >> at & 1) != 0;

    /// <summary>True where what stands there, or how it meets the word before it, is more than a separator.</summary>
    public bool NeedsRules(int at) => (marks[at / Block].Rules >> at & 1) != 0;

    /// <summary>Behind the last letter of the word that goes on at <paramref name="at"/>.</summary>
    public int WordEnd(int at)
    {
        var block = at / Block;
        var gaps = ~marks[block].Words & (ulong.MaxValue << at);
        while (gaps == 0) gaps = ~marks[++block].Words;
        return (block * Block) + BitOperations.TrailingZeroCount(gaps);
    }

    private void Resize()
    {
        var size = Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)Blocks + 1));
        (marks, joints, lower) = (new BlockMarks[size], new Joints[size], new byte[(size * Block) + Padding]);
    }

    private void Classify(ref ushort from, int block)
    {
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(lower), block * Block);
        var first = Half.Read(ref from, ref to);
        var second = Half.Read(ref Unsafe.Add(ref from, Block / 2), ref Unsafe.Add(ref to, Block / 2));
        marks[block].Words = first.Word | ((ulong)second.Word << 32);
        marks[block].Rules = first.Always | ((ulong)second.Always << 32);
        joints[block] = new Joints(first.BehindWord | ((ulong)second.BehindWord << 32), first.BetweenWords | ((ulong)second.BetweenWords << 32));
    }

    // Full stops and hyphens matter between two letters, apostrophes, underscores and colons behind one.
    private void Join()
    {
        var before = 0UL;
        for (var i = 0; i < Blocks; i++)
        {
            ref var mark = ref marks[i];
            var behind = (mark.Words << 1) | before;
            var ahead = (mark.Words >> 1) | (marks[i + 1].Words << 63);
            mark.Rules |= (joints[i].BehindWord & behind) | (joints[i].BetweenWords & behind & ahead);
            mark.Begins = (mark.Words & ~behind) | mark.Rules;
            before = mark.Words >> 63;
        }
    }

    private readonly record struct Joints(ulong BehindWord, ulong BetweenWords);

    private readonly record struct Half(uint Word, uint Always, uint BehindWord, uint BetweenWords)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Half Read(ref ushort from, ref byte to)
        {
            // Everything above Latin-1 becomes 255: like all that is not ASCII it has the highest bit set.
            var top = Vector256.Create((ushort)0xFF);
            var units = Vector256.Narrow(
                Vector256.Min(Vector256.LoadUnsafe(ref from), top), Vector256.Min(Vector256.LoadUnsafe(ref from, 16), top));
            var upper = Vector256.LessThan(units - Vector256.Create((byte)'A'), Vector256.Create((byte)26));
            var letters = units | (upper & Vector256.Create((byte)0x20));
            letters.StoreUnsafe(ref to);
            var words = Vector256.LessThan(letters - Vector256.Create((byte)'a'), Vector256.Create((byte)26))
                | Vector256.LessThan(units - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
            var signs = Is(units, '@') | Is(units, '#') | units;
            var behind = Is(units, '\'') | Is(units, '`') | Is(units, '_') | Is(units, ':');
            var between = Is(units, '.') | Is(units, '-');
            return new Half(
                words.ExtractMostSignificantBits(), signs.ExtractMostSignificantBits(), behind.ExtractMostSignificantBits(), between.ExtractMostSignificantBits());
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<byte> Is(Vector256<byte> units, char c) => Vector256.Equals(units, Vector256.Create((byte)c));
    }
}
