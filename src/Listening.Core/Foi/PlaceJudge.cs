namespace Listening.Core.Foi;

/// <summary>Decides who is meant by a place with a word for a body.</summary>
internal static class PlaceJudge
{
    /// <summary>Decides and takes the place, so that nothing else reads it.</summary>
    /// <param name="post">The post.</param>
    /// <param name="place">The place.</param>
    /// <param name="type">The kind of body.</param>
    /// <param name="sort">What the words say beyond it.</param>
    /// <param name="with">The words that say so.</param>
    public static void Take(PostReading post, Piece place, BodyClass type, BodySort sort, Piece with)
    {
        place.IsTaken = true;
        var quote = post.Quote(place.From, place.To);
        var said = $"{quote} with {post.Quote(with.From, with.To)}";
        var candidates = Candidates.Of(post.Index, place.Place, type, sort);
        if (Rejection(post, place, type, with) is { } rejection)
        {
            post.Verdicts.Reject(candidates, $"{quote} {rejection}");
            return;
        }

        var others = Candidates.Others(post.Index, place.Place, candidates);
        if (candidates.Count == 0 && PieceFinder.Parts(post, place) is { Count: > 1 } parts)
        {
            // "Surrey and Sussex" is a hospital trust's place; with "police" it is two forces.
            foreach (var part in parts) Take(post, part, type, sort, with);
            return;
        }

        if (candidates.Count == 0)
        {
            post.Verdicts.Reject(others, $"{said} means another kind of body");
            return;
        }

        var by = Candidates.Decide(post.Index, post.Words, candidates);
        if (candidates.Count > 1)
        {
            post.Verdicts.Doubt(candidates, $"{said} fits each of them and nothing says which");
            return;
        }

        var decided = by >= 0 ? $", and {post.Quote(by, by + 1)} decides" : "";
        var rather = others.Count > 0 ? $" rather than {post.Verdicts.Names(others, ", ")}" : "";
        post.Count(candidates[0], place.From, place.To, $"{said}{decided}{rather}{(place.IsMisspelt ? ", misspelt" : "")}");
    }

    /// <summary>True when a capital behind the place makes it part of another name, as in "Lewisham Shopping".</summary>
    public static bool IsPartOfName(PostReading post, Piece place)
    {
        if (post.Words.IsAllCapitals || place.To >= post.Words.Count) return false;
        ref readonly var next = ref post.Words[place.To];
        return next.Gap == Gap.Space && next.IsCapital && next.End - next.Start > 1 && !next.IsHashtag && !post.Words[place.From].IsHashtag && (next.Tags & (WordTag.Foi | WordTag.Blame)) == WordTag.None;
    }

    /// <summary>True when an everyday word such as "reading" is written as the place is.</summary>
    public static bool IsWrittenAsPlace(PostReading post, Piece place, Piece? with)
    {
        if (!post.Index.Places[place.Place].IsCommonWord || post.Words[place.From].IsHashtag) return true;
        ref readonly var word = ref post.Words[place.From];
        var verb = (post.TagsBefore(place.From) & WordTag.VerbBefore) != WordTag.None;
        // "Reading council minutes all night" and "Reading Council minutes show".
        var read = with is not null && with.From >= place.To && !post.Words[with.From].IsCapital && (post.TagsAfter(with.To) & WordTag.ObjectAfter) != WordTag.None;
        if (word.IsCapital && with is null && post.IsFirst(place.From)) return (post.TagsAfter(place.To) & WordTag.Blame) != WordTag.None;
        if (word.IsCapital) return !read || !post.IsFirst(place.From);
        return post.Words.HasNoCapitals && with is not null && !verb && !read;
    }

    private static string? Rejection(PostReading post, Piece place, BodyClass type, Piece with)
    {
        ref readonly var word = ref post.Words[place.From];
        if (place.IsMisspelt && !word.IsCapital && !post.Words.HasNoCapitals) return "is no misspelt name, being without a capital";
        if (!IsWrittenAsPlace(post, place, with)) return "is an everyday word here";
        if (type == BodyClass.Council && place.From > 0 && (post.TagsBefore(place.From) & WordTag.Before) != WordTag.None && post.Words[place.From - 1].IsCapital && !post.IsFirst(place.From - 1))
            return $"follows {post.Quote(place.From - 1, place.From)}, which makes it another place";
        if ((post.TagsBefore(place.From) & WordTag.NotBefore) != WordTag.None) return $"follows {post.Quote(place.From - 1, place.From)}";
        var end = Math.Max(place.To, with.To);
        return (post.TagsAfter(end) & WordTag.NameRival) != WordTag.None ? $"is followed by {post.Quote(end, end + 1)}" : null;
    }
}
