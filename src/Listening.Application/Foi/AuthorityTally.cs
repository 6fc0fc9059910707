using Listening.Application.Storage;
using Listening.Core.Foi;

namespace Listening.Application.Foi;

/// <summary>What was counted of one authority, added up row by row.</summary>
internal sealed class AuthorityTally
{
    private readonly List<(FoiSignalKind Kind, int Age, int Count)> signals = [];
    private readonly int[] trend = new int[ConcernScore.Days];
    private int posts, authors, corroborated;

    /// <summary>Adds a row of counts.</summary>
    /// <param name="age">Days since its day, 0 for the present one.</param>
    /// <param name="kind">What is counted, as in <see cref="AuthorityCountRow.Kind"/>.</param>
    /// <param name="count">How many.</param>
    public void Add(int age, int kind, int count)
    {
        if (age is < 0 or >= ConcernScore.Days) return;
        switch (kind)
        {
            case AuthorityCountKinds.Posts:
                posts += count;
                trend[^(age + 1)] += count;
                break;
            case AuthorityCountKinds.Authors:
                authors += count;
                break;
            case AuthorityCountKinds.Corroborated:
                corroborated += count;
                break;
            default:
                if (count > 0) signals.Add(((FoiSignalKind)kind, age, count));
                break;
        }
    }

    /// <summary>The figures.</summary>
    public AuthorityFigures Of(AuthorityRow authority) => new()
    {
        Authority = authority,
        Posts = posts,
        Authors = authors,
        Corroborated = corroborated,
        Trend = trend,
        Signals = [.. signals.GroupBy(signal => signal.Kind).Select(kind => new SignalCount(kind.Key, kind.Sum(signal => signal.Count)))
            .OrderByDescending(kind => kind.Count).ThenBy(kind => kind.Kind)],
        Concern = ConcernScore.Of(signals, authors, corroborated),
    };
}
