using System.Globalization;
using System.Text.RegularExpressions;
using Listening.Core.Foi;
using Listening.Core.Posts;

namespace Listening.Core.Tests.Foi;

public partial class ConcernTests
{
    public static TheoryData<string> Cases =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Foi", "Cases", "concern.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_score_is_made_of_its_parts(string line)
    {
        var (asked, expected) = line.Split(" -> ") is [var left, var right] ? (left.Split('|'), right) : throw new FormatException(line);
        var signals = Signal().Matches(asked[0]).Select(match => (
            (FoiSignalKind)FoiSignalNames.All.ToList().IndexOf(match.Groups["kind"].Value), int.Parse(match.Groups["age"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)));

        var parts = ConcernScore.Of(signals, int.Parse(asked[1], CultureInfo.InvariantCulture), int.Parse(asked[2], CultureInfo.InvariantCulture));

        string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
        Assert.Equal(expected, $"{Number(parts.Signals)} x {Number(parts.Recency)} x {Number(parts.Authors)} x {Number(parts.Corroboration)} = {Number(parts.Score)}");
    }

    [Theory]
    [InlineData("A title\n\nResponse from Ambleford Council: refused", FoiSignalKind.Refused, "refused")]
    [InlineData("A title\n\nRequest to Ambleford Council: response long overdue\n", FoiSignalKind.Overdue, "response long overdue")]
    [InlineData("A title\n\nResponse from Ambleford: Adults: information not held", FoiSignalKind.NotHeld, "information not held")]
    [InlineData("A title\n\nResponse from Ambleford Council: successful", null, null)]
    [InlineData("They said: refused\n\nResponse from Ambleford Council", null, null)]
    [InlineData("", null, null)]
    public void A_request_s_own_state_is_read_from_the_last_line(string text, FoiSignalKind? kind, string? words)
    {
        var signal = RequestStates.Read(new Post { Id = "1", Text = text });

        Assert.Equal((kind, words), (signal?.Kind, signal is null ? null : text.Substring(signal.Spans[0].Start, signal.Spans[0].Length)));
    }

    [GeneratedRegex("(?<kind>[a-z-]+)@(?<age>[0-9]+) x(?<count>[0-9]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Signal();
}
