using Listening.Core.Querying;

namespace Listening.Core.Tests.Querying;

public sealed class QueriesInWords
{
    private static readonly Dictionary<string, string[]> Words = CaseFile.Read("Querying", "words-of-queries.txt").ToDictionary(row => row.Place, row => row.Columns);
    private static readonly Dictionary<string, string[]> LeftOut = CaseFile.Read("Querying", "words-left-out.txt").ToDictionary(row => row.Place, row => row.Columns);

    public static TheoryData<string> WordPlaces => [.. Words.Keys];

    public static TheoryData<string> LeftOutPlaces => [.. LeftOut.Keys];

    [Theory]
    [MemberData(nameof(WordPlaces))]
    public void Say_what_a_post_must_have(string place) =>
        Assert.Equal(Words[place][1], QueryWords.Describe(Query.Parse(Words[place][0]).Query!));

    [Theory]
    [MemberData(nameof(LeftOutPlaces))]
    public void Leave_words_out_and_are_still_understood(string place)
    {
        var changed = QueryEdit.Without(LeftOut[place][0], LeftOut[place][1]);

        Assert.Equal(LeftOut[place][2], changed);
        Assert.Null(Query.Parse(changed).Error);
    }
}
