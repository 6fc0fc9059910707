using System.Globalization;
using Listening.Core.Retention;
using Listening.Core.Tests.Querying;

namespace Listening.Core.Tests.Retention;

/// <summary>Reads Retention/Cases/limit-words.txt.</summary>
public class LimitWords
{
    private static readonly DateTime Collected = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string, string[]> Cases()
    {
        var data = new TheoryData<string, string[]>();
        foreach (var (place, row) in CaseFile.Read("Retention", "limit-words.txt")) data.Add(place, row);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_item_says_when_it_goes_and_why(string place, string[] row)
    {
        var hours = int.Parse(row[1], CultureInfo.InvariantCulture);
        DateTime? meeting = row[2] == "-" ? null : Collected.AddHours(int.Parse(row[2], CultureInfo.InvariantCulture));
        var holds = row[3] == "-" ? [] : row[3].Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToArray();
        var explanation = new LimitExplanation(
            new LimitedPost(Collected, Collected.AddHours(hours), Enum.Parse<RetentionRule>(row[0]), "linkedin", meeting),
            new RetentionPolicy(platformHours: new Dictionary<string, int> { ["linkedin"] = 48 }) { Version = 3 },
            [.. holds.Select(id => new HoldInForce(id, "an FOI request", $"IC-{id}", Collected.AddDays(20)))]);

        Assert.Equal((place, row[4]), (place, explanation.Sentence(At)));
        var later = string.Join(" / ", explanation.LaterLimits(At));
        Assert.Equal((place, row[5]), (place, later.Length == 0 ? "-" : later));
        Assert.Equal("Rules version 3.", explanation.Version);
    }

    private static string At(DateTime time) => time.ToString("dd HH:mm", CultureInfo.InvariantCulture);
}
