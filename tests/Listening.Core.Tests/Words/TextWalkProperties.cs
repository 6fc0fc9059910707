using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Listening.Core.Words;

namespace Listening.Core.Tests.Words;

public sealed class TextWalkProperties
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(20_000).WithStartSize(1).WithEndSize(120).WithReplay(20250402, 1407);

    private static readonly Gen<string> Piece = Gen.Frequency(
        (10, Gen.Elements("a", "ico", "Data", "PROTECTION", "of", "2026", "x1y2")),
        (6, Gen.Elements(" ", " ", ", ", ". ", "\n", " – ", "…")),
        (6, Gen.Elements("'", "’", "`", "'s", "’s ", "'S", "'t", "s", "_", "__", ".", "-", "--", ":", "://", "@", "#", "＠", "＃", "&#", "/")),
        (3, Gen.Elements("é", "É", "l’été", "ſ", "²", "½", "\u00AD", "e\u0301", "ß", "保護", "ไทย", "हिन्दी", "한국", "\u200D", "\u200B", "\uFEFF", "😀", "𝗕", "\uD83D", "\uDE00", "\u0301", "\0", "ﾊﾞ")),
        (2, Gen.Elements("https://", "www.", "ico.org.uk", "gov.uk/x?y=1", "a@b.uk", "@help@ico.example.social", "#GDPR", "mailto:", "e.g.", "10:30", "I.C.O.")));

    private static readonly Gen<string> Text = from pieces in Piece.ListOf() select string.Concat(pieces);

    [Fact]
    public void Walking_from_word_to_word_finds_what_walking_character_by_character_finds() => Prop.ForAll(Arb.From(Text), text =>
    {
        Assert.Equal(Walk(text, scanned: false), Walk(text, scanned: true));
        return true;
    }).Check(Fixed);

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    public void Rules_hold_where_two_blocks_meet(int edge)
    {
        foreach (var middle in new[] { "ico.org.uk", "don't", "ICO's", "a_b", "x://y", "@a.b", "#tag", "é", "well-known", "1:2", "l'été's", "é's's", "@a'b", "it's_", "it'sß" })
        {
            for (var shift = -middle.Length - 1; shift <= 1; shift++)
            {
                var text = new string('w', 5) + new string(' ', edge + shift - 5) + middle + " end";
                Assert.Equal(Walk(text, scanned: false), Walk(text, scanned: true));
                text = new string('w', edge + shift) + middle + "end";
                Assert.Equal(Walk(text, scanned: false), Walk(text, scanned: true));
            }
        }
    }

    [Fact]
    public void Reads_a_short_text_after_a_long_one()
    {
        var scan = new TextScan();
        scan.Read(new string('a', 100_000));
        scan.Read("b c");
        Assert.Equal((1, 0b101UL, 0UL, 1, 3), (scan.Blocks, scan[0].Begins, scan[0].Rules, scan.WordEnd(0), scan.WordEnd(2)));
    }

    private static List<string> Walk(string text, bool scanned)
    {
        var events = new List<string>();
        var scan = new TextScan();
        var walk = new TextWalk<Events> { Sink = new Events(scan, events) };
        if (scanned)
        {
            scan.Read(text);
            walk.Read(text, isField: false, scan);
        }
        else
        {
            walk.Read(text, isField: false);
        }

        events.Add($"{walk.Position} {walk.LeadingHandles} {walk.WordlessLinks}");
        return events;
    }

    private readonly struct Events(TextScan scan, List<string> events) : ITermSink
    {
        public void Word(ReadOnlySpan<char> letters, int start, bool plain, int position)
        {
            var folded = WordFolding.Fold(letters);
            Assert.True(!plain || folded.Equals(letters, StringComparison.OrdinalIgnoreCase));
            events.Add($"word {folded} {start} {position}");
        }

        public void PlainWords(int first, ulong begins, ulong words, int position)
        {
            for (; begins != 0; begins &= begins - 1)
            {
                var place = BitOperations.TrailingZeroCount(begins);
                PlainWord(first + place, BitOperations.TrailingZeroCount(~(words >> place)), position++);
            }
        }

        public void PlainWord(int at, int length, int position) =>
            events.Add($"word {Encoding.ASCII.GetString(scan.Lower.AsSpan(at, length))} {at} {position}");

        public void Mark(ReadOnlySpan<char> letters, int start, int length, TermKind kind, int position, bool isLeading) =>
            events.Add($"{kind} {letters} {start} {length} {position} {isLeading}");

        public void Link(int start, int end) => events.Add($"link {start} {end}");
    }
}
