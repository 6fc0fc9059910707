using System.Globalization;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.Core.Tests.Querying;

namespace Listening.Core.Tests.Retention;

/// <summary>Reads Retention/Cases: when a post is due, and when the key that seals it dies.</summary>
public class KeyLives
{
    public static TheoryData<string, string, string, int, string, string, string> Lives()
    {
        var data = new TheoryData<string, string, string, int, string, string, string>();
        foreach (var (place, row) in CaseFile.Read("Retention", "key-lives.txt"))
            data.Add(place, row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture), row[3], row[4], row[5]);
        return data;
    }

    public static TheoryData<string, string> NotNames()
    {
        var data = new TheoryData<string, string>();
        foreach (var (place, row) in CaseFile.Read("Retention", "not-key-names.txt")) data.Add(place, row[0]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Lives))]
    public void A_post_is_due_and_its_key_dies_as_the_table_says(
        string place, string collected, string rule, int hours, string key, string due, string dies)
    {
        var at = Utc(collected);
        var limit = new RetentionLimit(Enum.Parse<RetentionRule>(rule), hours);
        var id = ContentKeyId.For(at, limit);

        Assert.Equal((place, key), (place, id.ToString()));
        Assert.Equal(Utc(due), limit.DueAt(at));
        Assert.Equal(Utc(dies), id.DiesAt);
        Assert.Equal(DateTimeKind.Utc, id.DiesAt.Kind);
        Assert.True(id.DiesAt >= limit.DueAt(at), "A key dies only when everything under it is due.");
        Assert.Equal(id, ContentKeyId.TryParse(key));
        Assert.Equal(id, ContentKeyId.FromValue(id.Value));
    }

    [Theory]
    [MemberData(nameof(NotNames))]
    public void What_only_looks_like_a_key_name_is_none(string place, string name) =>
        Assert.True(ContentKeyId.TryParse(name) is null, place);

    [Fact]
    public void Every_rule_and_limit_has_a_number_of_its_own_that_leads_back_to_it()
    {
        var ids = (
            from day in new[] { new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 11) }
            from rule in Enum.GetValues<RetentionRule>()
            from hours in Enumerable.Range(1, RetentionPolicy.LongestHours)
            select new ContentKeyId(day, rule, hours)).ToList();

        Assert.Equal(ids.Count, ids.Select(id => id.Value).Distinct().Count());
        Assert.All(ids, id => Assert.Equal(id, ContentKeyId.FromValue(id.Value)));
    }

    [Fact]
    public void Keys_of_holds_and_meetings_have_names_and_numbers_that_no_other_key_has()
    {
        ContentKeyId[] ids = [ContentKeyId.ForHold(1), ContentKeyId.ForHold(2), ContentKeyId.ForMeeting(1), ContentKeyId.ForHold(2_000_000_000)];

        Assert.Equal(["hold.1", "hold.2", "meeting.1", "hold.2000000000"], ids.Select(id => id.ToString()));
        Assert.Equal(ids.Length, ids.Select(id => id.Value).Distinct().Count());
        Assert.All(ids, id =>
        {
            Assert.True(id.Value < 0);
            Assert.Equal(id, ContentKeyId.FromValue(id.Value));
            Assert.Equal(id, ContentKeyId.TryParse(id.ToString()));
            Assert.Equal(DateTime.MaxValue, id.DiesAt);
        });
    }

    private static DateTime Utc(string text) =>
        DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
