using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Listening.Core.Words;

/// <summary>What the 64 characters of a block are, one bit each, before it is known what stands beside them.</summary>
internal struct BlockSigns
{
    /// <summary>Letters and digits that fold to one of ASCII.</summary>
    public ulong Letters;

    /// <summary>Those of the letters that are an S.</summary>
    public ulong Esses;

    /// <summary>Signs that make a handle or a hashtag, and what is beyond ASCII and has no <see cref="PlainForms"/>.</summary>
    public ulong Hard;

    /// <summary>Signs that matter behind a letter.</summary>
    public ulong Behind;

    /// <summary>Full stops and hyphens, which matter between two letters of a host.</summary>
    public ulong Between;

    /// <summary>The full stops among them.</summary>
    public ulong Stops;

    /// <summary>Apostrophes.</summary>
    public ulong Apostrophes;

    /// <summary>Reads 64 characters and writes as many bytes: ASCII in lower case, all else with the highest bit set.</summary>
    public static BlockSigns Read(ref ushort from, ref byte to)
    {
        var (first, second) = (Units(ref from), Units(ref Unsafe.Add(ref from, BlockMarks.Length / 2)));
        var (lower, lower2) = (Lower(first), Lower(second));
        lower.StoreUnsafe(ref to);
        lower2.StoreUnsafe(ref to, BlockMarks.Length / 2);
        var (stops, stops2) = (Is(first, '.'), Is(second, '.'));
        return new BlockSigns
        {
            Letters = Bits(LettersOf(lower), LettersOf(lower2)),
            Esses = Bits(Is(lower, 's'), Is(lower2, 's')),
            Hard = Bits(Is(first, '@') | Is(first, '#') | first, Is(second, '@') | Is(second, '#') | second),
            Behind = Bits(Is(first, '`') | Is(first, '_') | Is(first, ':'), Is(second, '`') | Is(second, '_') | Is(second, ':')),
            Between = Bits(stops | Is(first, '-'), stops2 | Is(second, '-')),
            Stops = Bits(stops, stops2),
            Apostrophes = Bits(Is(first, '\''), Is(second, '\'')),
        };
    }

    /// <summary>The same without the first so many characters.</summary>
    public readonly BlockSigns Without(int characters) => new()
    {
        Letters = Letters >> characters,
        Esses = Esses >> characters,
        Hard = Hard >> characters,
        Behind = Behind >> characters,
        Between = Between >> characters,
        Stops = Stops >> characters,
        Apostrophes = Apostrophes >> characters,
    };

    /// <summary>True when a full stop stands before a letter, as in every host.</summary>
    public readonly bool MayHaveHost(in BlockSigns next) => (Stops & Ahead(Letters, next.Letters, 1)) != 0;

    /// <summary>What words there are, now that the neighbours are known.</summary>
    /// <param name="before">The block before this.</param>
    /// <param name="next">The block behind it.</param>
    /// <param name="hasHosts">False when no block of the text may have a host: then hyphens only part words.</param>
    /// <param name="possessives">The apostrophes of 's at the end of words of the block before; of this block on return.</param>
    /// <param name="wordsBefore"><see cref="BlockMarks.Words"/> of the block before.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly BlockMarks Join(in BlockSigns before, in BlockSigns next, bool hasHosts, ref ulong possessives, ulong wordsBefore)
    {
        var behindLetter = Back(Letters, before.Letters, 1);
        var beforeLetter = Ahead(Letters, next.Letters, 1);
        var apostrophes = Apostrophes & behindLetter;

        // With an S behind it and then the end of the word. What takes a second look is left to the rules.
        var endings = apostrophes & Ahead(Esses, next.Esses, 1) & ~Ahead(Letters, next.Letters, 2);
        var doubtful = Ahead(Hard | Behind | Apostrophes, next.Hard | next.Behind | next.Apostrophes, 2);
        var chained = Back(Behind | Apostrophes, before.Behind | before.Apostrophes, 2);
        var ruled = apostrophes & (chained | (endings & doubtful) | Ahead(Hard, next.Hard, 1));
        var lastEndings = possessives;
        possessives = endings & ~ruled;

        var joints = apostrophes & beforeLetter & ~endings & ~ruled;
        var words = (Letters | joints) & ~Back(possessives, lastEndings, 1);
        var rules = Hard | ruled | (Behind & behindLetter) | (hasHosts ? Between & behindLetter & beforeLetter : 0);
        return new BlockMarks { Words = words, Rules = rules, Begins = (words & ~Back(words, wordsBefore, 1)) | rules };
    }

    // Where these stand so many places further on.
    private static ulong Ahead(ulong here, ulong next, int places) => (here >> places) | (next << (BlockMarks.Length - places));

    // Where they stand so many places before.
    private static ulong Back(ulong here, ulong before, int places) => (here << places) | (before >> (BlockMarks.Length - places));

    // Everything above Latin-1 becomes 255: like all that is not ASCII it has the highest bit set.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Units(ref ushort from) => Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref from), Vector256.LoadUnsafe(ref from, 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Lower(Vector256<byte> units) =>
        units | (Vector256.LessThan(units - Vector256.Create((byte)'A'), Vector256.Create((byte)26)) & Vector256.Create((byte)0x20));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LettersOf(Vector256<byte> lower) =>
        Vector256.LessThan(lower - Vector256.Create((byte)'a'), Vector256.Create((byte)26))
        | Vector256.LessThan(lower - Vector256.Create((byte)'0'), Vector256.Create((byte)10));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Is(Vector256<byte> units, char c) => Vector256.Equals(units, Vector256.Create((byte)c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> first, Vector256<byte> second) => first.ExtractMostSignificantBits() | ((ulong)second.ExtractMostSignificantBits() << 32);
}
