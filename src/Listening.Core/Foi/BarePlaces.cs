namespace Listening.Core.Foi;

/// <summary>Decides places that stand alone. They are nobody, unless words of freedom of information or of a body stand near.</summary>
internal static class BarePlaces
{
    private const int BodyReach = 8;

    /// <summary>Decides every place that nothing has taken.</summary>
    public static void Read(PostReading post)
    {
        foreach (var place in post.Pieces)
            if (place is { Kind: PieceKind.Place, IsTaken: false, IsMisspelt: false }) Judge(post, place);
    }

    private static void Judge(PostReading post, Piece place)
    {
        var body = NearBody(post, place);
        var foi = post.IsFoiNear(place.From, place.To);
        if (body is null && !foi) return;
        var type = body?.Body!.Class ?? BodyClass.Council;
        var candidates = Candidates.Of(post.Index, place.Place, type, body?.Body!.Sort ?? BodySort.None);
        if (candidates.Count == 0) return;
        var quote = post.Quote(place.From, place.To);
        if (Rejection(post, place) is { } rejection)
        {
            post.Verdicts.Reject(candidates, $"{quote} {rejection}");
            return;
        }

        Candidates.Decide(post.Index, post.Words, candidates);
        if (Doubt(post, place, candidates, body) is { } doubt) post.Verdicts.Doubt(doubt.Authorities, $"{quote} {doubt.Because}");
        else post.Count(candidates[0], place.From, place.To, body is null ? $"the place {quote} beside words of freedom of information" : $"the place {quote} near {post.Quote(body.From, body.To)}");
    }

    private static Piece? NearBody(PostReading post, Piece place)
    {
        Piece? nearest = null;
        foreach (var piece in post.Pieces)
        {
            if (piece.IsTaken || piece.Body is not { Class: BodyClass.Council or BodyClass.Police or BodyClass.University or BodyClass.Fire } || !piece.Body.After) continue;
            if (post.Words[piece.From].Sentence != post.Words[place.From].Sentence) continue;
            if (Distance(piece, place) <= BodyReach && (nearest is null || Distance(piece, place) < Distance(nearest, place))) nearest = piece;
        }

        return nearest;
    }

    private static int Distance(Piece a, Piece b) => Math.Max(a.From - b.To, b.From - a.To);

    private static string? Rejection(PostReading post, Piece place)
    {
        if (!PlaceJudge.IsWrittenAsPlace(post, place, null)) return "is an everyday word here";
        if ((post.TagsAfter(place.To) & WordTag.PlaceRival) != WordTag.None) return $"is followed by {post.Quote(place.To, place.To + 1)}";
        if ((post.TagsBefore(place.From) & (WordTag.Before | WordTag.NotBefore)) != WordTag.None) return $"follows {post.Quote(place.From - 1, place.From)}";
        return PlaceJudge.IsPartOfName(post, place) ? $"is part of a name with {post.Quote(place.To, place.To + 1)}" : null;
    }

    private static (List<int> Authorities, string Because)? Doubt(PostReading post, Piece place, List<int> candidates, Piece? body)
    {
        if (candidates.Count > 1) return (candidates, "fits each of them and nothing says which");
        if (body is not null) return null;
        if ((post.TagsBefore(place.From) & WordTag.Locative) != WordTag.None || (post.TagsAfter(place.To) & WordTag.PlaceNoun) != WordTag.None) return (candidates, "is only where something is");
        var police = Candidates.Of(post.Index, place.Place, BodyClass.Police, BodySort.None);
        if (police.Count > 0) return ([.. candidates, .. police], "is the place of each of them and nothing says which");
        var common = post.Index.Places[place.Place].IsCommonWord && (post.TagsBefore(place.From) & WordTag.Towards) == WordTag.None;
        return common ? (candidates, "may be the everyday word") : null;
    }
}
