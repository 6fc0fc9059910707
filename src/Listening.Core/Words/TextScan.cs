using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Listening.Core.Words;

/// <summary>
/// Looks at 64 characters of a text at a time: where words are, where the rules of <see cref="TextWalk{TSink}"/> are needed,
/// and what the words' letters fold to. Reused from text to text; not shared by threads.
/// </summary>
internal sealed class TextScan
{
    /// <summary>Readable bytes behind the last letter, so that a word can be loaded whole wherever it stands.</summary>
    public const int Padding = 64;

    private const int Block = BlockMarks.Length;
    private const int KeptBlocks = 4096;
    private byte[] lower = new byte[1024];
    private BlockMarks[] marks = new BlockMarks[16];
    private BlockSigns[] signs = new BlockSigns[16];

    /// <summary>The text folded, one byte a unit; means something only where words are. Good until the next text.</summary>
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
        for (var i = 0; i < whole; i++) signs[i] = Classify(ref from, i * Block);
        signs[whole] = ReadRest(text);
        signs[Blocks] = default;
        marks[Blocks] = default;
        Join();
    }

    /// <summary>Forgets the text.</summary>
    public void Clear()
    {
        lower.AsSpan(0, Math.Min(lower.Length, (Blocks * Block) + Padding)).Clear();
    }

    /// <summary>True for a letter or digit of a word, or an apostrophe inside one.</summary>
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
        (marks, signs, lower) = (new BlockMarks[size], new BlockSigns[size], new byte[(size * Block) + Padding]);
    }

    private BlockSigns ReadRest(ReadOnlySpan<char> text)
    {
        var length = text.Length % Block;
        if (length == 0) return default;
        // Nothing behind the text may be read. Before its end there are 64 characters, or it is put into room that has as many.
        if (text.Length > Block)
            return Classify(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text)), text.Length - Block).Without(Block - length);
        Span<char> room = stackalloc char[Block];
        room.Clear();
        text.CopyTo(room);
        return Classify(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(room)), 0);
    }

    private BlockSigns Classify(ref ushort text, int at)
    {
        ref var from = ref Unsafe.Add(ref text, at);
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(lower), at);
        var read = BlockSigns.Read(ref from, ref to);
        if (read.Hard != 0) UsePlainForms(ref from, ref to, ref read);
        return read;
    }

    // Apart from the loop over blocks, most of which are all ASCII.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UsePlainForms(ref ushort from, ref byte to, ref BlockSigns read)
    {
        for (var todo = read.Hard; todo != 0; todo &= todo - 1)
        {
            var place = BitOperations.TrailingZeroCount(todo);
            var form = PlainForms.Of((char)Unsafe.Add(ref from, place));
            if (form == PlainForms.None) continue;
            read.Hard &= ~(1UL << place);
            if (form == PlainForms.Separator) continue;
            Unsafe.Add(ref to, place) = form;
            (form == PlainForms.Apostrophe ? ref read.Apostrophes : ref read.Letters) |= 1UL << place;
        }
    }

    private void Join()
    {
        var hasHosts = false;
        for (var i = 0; i < Blocks; i++) hasHosts |= signs[i].MayHaveHost(signs[i + 1]);
        var none = default(BlockSigns);
        var possessives = 0UL;
        for (var i = 0; i < Blocks; i++)
        {
            ref readonly var before = ref i == 0 ? ref none : ref signs[i - 1];
            marks[i] = signs[i].Join(before, signs[i + 1], hasHosts, ref possessives, i == 0 ? 0 : marks[i - 1].Words);
        }
    }
}
