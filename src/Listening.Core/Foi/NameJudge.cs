namespace Listening.Core.Foi;

/// <summary>Decides whether a name found in a post means the authority there.</summary>
internal static class NameJudge
{
    private const int NearPolice = 10;
    private const int NearBlame = 4;

    /// <summary>Decides every name. Those who hear complaints come last, because a post about another authority is not one about them.</summary>
    public static void Read(PostReading post)
    {
        foreach (var piece in post.Pieces)
            if (piece.Kind == PieceKind.Name && !HearsComplaints(post, piece)) Judge(post, piece);
    }

    /// <summary>Decides the names of those who hear complaints.</summary>
    public static void ReadRegulators(PostReading post)
    {
        foreach (var piece in post.Pieces)
            if (piece.Kind == PieceKind.Name && HearsComplaints(post, piece)) JudgeRegulator(post, piece);
    }

    /// <summary>True when the words make one who hears complaints the one complained about.</summary>
    public static bool IsBlamed(PostReading post, int from, int to)
    {
        // "My FOI to the ICO".
        for (var at = Math.Max(0, from - 4); at < from; at++)
            if ((post.Words[at].Tags & WordTag.Foi) != WordTag.None && post.Words[at].Sentence == post.Words[from].Sentence && (post.TagsBefore(from) & WordTag.Towards) != WordTag.None) return true;
        if (post.Verdicts.HasFound) return false;
        // "The ICO has taken", "the ICO's own": what stands behind the name says who did it.
        for (var at = to; at < Math.Min(post.Words.Count, to + NearBlame) && post.Words[at].Sentence == post.Words[from].Sentence; at++)
            if ((post.Words[at].Tags & WordTag.Blame) != WordTag.None) return true;
        return false;
    }

    private static bool HearsComplaints(PostReading post, Piece piece) => post.Index.Authorities[piece.Entries[0].Target].Authority.HearsComplaints;

    private static void Judge(PostReading post, Piece piece)
    {
        var authorities = piece.Entries.Select(entry => entry.Target).Distinct().ToList();
        var quote = post.Quote(piece.From, piece.To);
        if (Rejection(post, piece) is { } rejection)
        {
            post.Verdicts.Reject(authorities, $"{quote} {rejection}");
            piece.IsTaken = true;
            return;
        }

        // "Ago" is not the AGO, and who met is not the Met.
        if (piece.Entries.All(entry => !IsWrittenAs(post, piece, entry)))
        {
            piece.IsTaken = true;
            return;
        }

        var entries = piece.Entries.Where(entry => IsMeant(post, piece, entry)).ToList();
        var meant = entries.Select(entry => entry.Target).Distinct().ToList();
        if (meant.Count > 1) Candidates.Decide(post.Index, post.Words, meant);
        if (meant.Count == 1) post.Count(meant[0], piece.From, piece.To, $"its name {quote}{(piece.IsMisspelt ? ", misspelt" : "")}");
        else if (meant.Count > 1) post.Verdicts.Doubt(meant, $"{quote} names each of them and nothing says which");
        else post.Verdicts.Doubt(authorities, $"{quote} means it only in capitals or beside words of freedom of information");
        piece.IsTaken = meant.Count == 0;
    }

    private static string? Rejection(PostReading post, Piece piece)
    {
        if ((post.TagsAfter(piece.To) & WordTag.NameRival) != WordTag.None) return $"is followed by {post.Quote(piece.To, piece.To + 1)}";
        return (post.TagsBefore(piece.From) & WordTag.NotBefore) != WordTag.None ? $"follows {post.Quote(piece.From - 1, piece.From)}" : null;
    }

    private static bool IsMeant(PostReading post, Piece piece, NameEntry entry)
    {
        if (!IsWrittenAs(post, piece, entry)) return false;
        ref readonly var first = ref post.Words[piece.From];
        var known = post.Index.Authorities[entry.Target];
        return post.IsFoiNear(piece.From, piece.To) || entry.Form switch
        {
            NameForm.Full => !known.Authority.IsEverydayName || (first.IsCapital && post.Words[piece.To - 1].IsCapital),
            NameForm.Abbreviation => first.IsAllCapitals || post.Written(piece).SequenceEqual(entry.Written),
            _ => known.Class == BodyClass.Police && post.IsNear(WordTag.Police, piece.From, piece.To, NearPolice),
        };
    }

    // "Met" begins many sentences; "MPs" are not the MPS, nor is "não" the NAO.
    private static bool IsWrittenAs(PostReading post, Piece piece, NameEntry entry)
    {
        var from = piece.From;
        var written = post.Written(piece);
        if (entry.Form == NameForm.Full) return true;
        if (!System.Text.Ascii.IsValid(written)) return false;
        if (entry.Form == NameForm.Abbreviation) return true;
        if (entry.Written.StartsWith("the ", StringComparison.Ordinal)) return from > 0 && post.Words[from].Gap < Gap.Comma && post.Written(from - 1).Equals("the", StringComparison.OrdinalIgnoreCase);
        if (!entry.Written.AsSpan().ContainsAnyInRange('a', 'z')) return written.SequenceEqual(entry.Written);
        var capital = post.Words[from].IsCapital && (!post.IsFirst(from) || (post.TagsAfter(piece.To) & (WordTag.Blame | WordTag.Foi)) != WordTag.None);
        return capital || entry.Written.Contains(' ', StringComparison.Ordinal);
    }

    private static void JudgeRegulator(PostReading post, Piece piece)
    {
        var authority = piece.Entries[0].Target;
        var quote = post.Quote(piece.From, piece.To);
        if (IsBlamed(post, piece.From, piece.To)) post.Count(authority, piece.From, piece.To, $"its name {quote}, and the post is about what it did");
        else post.Verdicts.Doubt([authority], $"{quote} hears complaints about others, and nothing says that this is about itself");
    }
}
