namespace Listening.Core.Foi;

/// <summary>Who may be meant by a place and a word for a body.</summary>
internal static class Candidates
{
    /// <summary>The authorities that fit, in the order of the register.</summary>
    public static List<int> Of(NameIndex index, int place, BodyClass type, BodySort sort)
    {
        var fitting = index.Places[place].Authorities.FindAll(each => index.Authorities[each].Class == type);
        var sorted = fitting.FindAll(each => (index.Authorities[each].Sort & sort) != BodySort.None);
        return sort != BodySort.None && sorted.Count > 0 ? sorted : fitting;
    }

    /// <summary>The others of that place.</summary>
    public static List<int> Others(NameIndex index, int place, List<int> chosen) => index.Places[place].Authorities.FindAll(each => !chosen.Contains(each));

    /// <summary>Leaves the one of whose place another word stands in the post, as "Tyne" does for one Newcastle.</summary>
    /// <returns>The word's number; <see cref="WordTable.Unknown"/> when nothing decides.</returns>
    public static int Decide(NameIndex index, PostWords words, List<int> candidates)
    {
        if (candidates.Count < 2) return WordTable.Unknown;
        var (chosen, by) = (-1, WordTable.Unknown);
        for (var at = 0; at < words.Count; at++)
        {
            var number = words[at].Number;
            if (number < 0 || number == index.Words.And) continue;
            var having = candidates.FindAll(each => index.Authorities[each].PlaceWords.Contains(number));
            if (having.Count != 1) continue;
            if (chosen >= 0 && chosen != having[0]) return WordTable.Unknown;
            (chosen, by) = (having[0], at);
        }

        if (chosen >= 0) candidates.RemoveAll(each => each != chosen);
        return by;
    }
}
