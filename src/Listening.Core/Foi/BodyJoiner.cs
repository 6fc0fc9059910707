namespace Listening.Core.Foi;

/// <summary>Joins places to the words that say what kind of body is meant: "Barnet and Brent councils", "University of Leeds", "Kent Police &amp; Cambs".</summary>
internal static class BodyJoiner
{
    /// <summary>Joins what stands side by side.</summary>
    public static void Read(PostReading post)
    {
        for (var at = 0; at < post.Pieces.Count; at++)
        {
            var piece = post.Pieces[at];
            if (piece.Body is { } body && !piece.IsTaken) JoinBody(post, at, body);
        }

        for (var at = 0; at < post.Pieces.Count; at++)
        {
            var piece = post.Pieces[at];
            if (piece.Kind != PieceKind.Name || piece.IsTaken) continue;
            var type = post.Index.Authorities[piece.Entries[0].Target].Class;
            if (type == BodyClass.None) continue;
            if (EndsWithBody(post, piece)) JoinLeft(post, at, type, BodySort.None);
            JoinRight(post, at, type, BodySort.None, isEllipsis: true);
        }
    }

    private static void JoinBody(PostReading post, int at, BodyPhrase body)
    {
        var piece = post.Pieces[at];
        var before = at > 0 ? post.Pieces[at - 1] : null;
        if (body.After && before is { Kind: not PieceKind.Body } && before.To == piece.From && post.Words[piece.From].Gap == Gap.Space)
        {
            piece.IsTaken = true;
            if (before.Kind == PieceKind.Name || before.IsTaken) return;
            PlaceJudge.Take(post, before, body.Class, body.Sort, piece);
            JoinLeft(post, at - 1, body.Class, body.Sort);
            JoinRight(post, at, body.Class, BodySort.None, isEllipsis: true);
            return;
        }

        var next = at + 1 < post.Pieces.Count ? post.Pieces[at + 1] : null;
        if (!body.Before || next is not { Kind: PieceKind.Place, IsTaken: false } || !IsBeside(post, piece, next)) return;
        // "the council, Kent Police said": the place has a word of its own.
        if (HasOwnBody(post, at + 1) && !body.Text.EndsWith(" of", StringComparison.Ordinal)) return;
        piece.IsTaken = true;
        PlaceJudge.Take(post, next, body.Class, body.Sort, piece);
        JoinRight(post, at + 1, body.Class, body.Sort, isEllipsis: false);
    }

    // "councils: Barnet, Brent" and "heddlu yng Ngwent".
    private static bool IsBeside(PostReading post, Piece body, Piece place)
    {
        var plural = body.Body!.Text.EndsWith('s');
        return place.From == body.To && (post.Words[place.From].Gap == Gap.Space || (plural && post.Words[place.From].Gap == Gap.Break && post.Words[place.From].Sentence == post.Words[body.To - 1].Sentence));
    }

    private static bool HasOwnBody(PostReading post, int place) =>
        place + 1 < post.Pieces.Count && post.Pieces[place + 1] is { Body.After: true } body && body.From == post.Pieces[place].To && post.Words[body.From].Gap == Gap.Space;

    private static bool EndsWithBody(PostReading post, Piece name)
    {
        var node = post.Index.Bodies.Step(PhraseTrie<BodyPhrase>.Root, post.Words[name.To - 1].Number);
        if (node < 0) return false;
        foreach (var body in post.Index.Bodies.Meanings(node))
            if (body.After) return true;
        return false;
    }

    // From the place nearest to the word outwards; the two nearest are joined by "and".
    private static void JoinLeft(PostReading post, int from, BodyClass type, BodySort sort)
    {
        for (var (at, and) = (from - 1, false); at >= 0; at--)
        {
            var (place, next) = (post.Pieces[at], post.Pieces[at + 1]);
            if (place.Kind != PieceKind.Place || place.IsTaken || !post.IsJoined(place.To, next.From, out var isAnd)) return;
            and |= isAnd;
            if (!and || (post.TagsBefore(place.From) & WordTag.Locative) != WordTag.None) return;
            PlaceJudge.Take(post, place, type, sort, post.Pieces[from]);
        }
    }

    private static void JoinRight(PostReading post, int from, BodyClass type, BodySort sort, bool isEllipsis)
    {
        var last = from;
        while (last + 1 < post.Pieces.Count && post.Pieces[last + 1] is { Kind: PieceKind.Place, IsTaken: false } place
            && post.IsJoined(post.Pieces[last].To, place.From, out _) && !HasOwnBody(post, last + 1)) last++;
        // What follows a whole name by commas alone may be anything.
        while (last > from && isEllipsis && !EndsList(post, from, last)) last--;
        for (var at = from + 1; at <= last; at++) PlaceJudge.Take(post, post.Pieces[at], type, sort, post.Pieces[from]);
    }

    private static bool EndsList(PostReading post, int from, int last)
    {
        var place = post.Pieces[last];
        post.IsJoined(post.Pieces[last - 1].To, place.From, out var isAnd);
        if (!isAnd && !(last - from > 1)) return false;
        return isAnd && (post.TagsAfter(place.To) & (WordTag.PlaceNoun | WordTag.PlaceRival)) == WordTag.None && !PlaceJudge.IsPartOfName(post, place);
    }
}
