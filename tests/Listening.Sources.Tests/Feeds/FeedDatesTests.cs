using System.Globalization;
using Listening.Sources.Feeds;
using Xunit;

namespace Listening.Sources.Tests.Feeds;

public sealed class FeedDatesTests
{
    public static TheoryData<string> Table => [.. TestFile.Lines("Feeds/dates.txt")];

    [Theory, MemberData(nameof(Table))]
    public void Reads_the_date(string line)
    {
        var parts = line.Split(" => ");
        var expected = parts[1] == "unknown"
            ? (DateTime?)null
            : DateTime.Parse(parts[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

        var read = FeedDates.Read(parts[0]);

        Assert.Equal(expected, read);
        Assert.Equal(expected is null ? null : DateTimeKind.Utc, read?.Kind);
    }
}
