namespace Listening.Core.Foi;

/// <summary>Finds names, places and words for bodies in a post: at every word the longest, names before places, places before bodies.</summary>
internal sealed class PieceFinder(NameIndex index)
{
    /// <summary>Adds the pieces in the order of the post; they do not overlap.</summary>
    public void Find(PostWords words, List<Piece> pieces)
    {
        for (var at = 0; at < words.Count;)
        {
            var piece = words[at].IsLink ? null : FindAt(words, at);
            if (piece is not null) pieces.Add(piece);
            at = piece?.To ?? at + 1;
        }
    }

    /// <summary>The places of which a place is made, when they are all of it; else none.</summary>
    public static List<Piece> Parts(PostReading post, Piece place)
    {
        var parts = new List<Piece>();
        for (var at = place.From; at < place.To;)
        {
            if (post.Words[at].Number == post.Index.Words.And && parts.Count > 0)
            {
                at++;
                continue;
            }

            var (node, best) = (PhraseTrie<NameEntry>.Root, default(Piece));
            for (var to = at; to < place.To && (node = post.Index.Names.Step(node, post.Words[to].Number)) >= 0; to++)
                if (to + 1 - at < place.To - place.From && Make(post.Index.Names.Meanings(node), at, to + 1, false, false) is { Kind: PieceKind.Place } part) best = part;
            if (best is null) return [];
            parts.Add(best);
            at = best.To;
        }

        return parts;
    }

    private Piece? FindAt(PostWords words, int at)
    {
        var name = FindName(words, at);
        var body = FindBody(words, at);
        if (body is null) return name;
        // "Police Scotland" is a name; "City of London" in "City of London School" is a place.
        return name is not null && name.To - name.From >= body.To - body.From ? name : body;
    }

    private Piece? FindName(PostWords words, int at)
    {
        Piece? best = null;
        var (node, misspelt, comma) = (PhraseTrie<NameEntry>.Root, false, false);
        for (var to = at; to < words.Count; to++)
        {
            ref readonly var word = ref words[to];
            if (to > at && (word.Gap == Gap.Break || word.IsLink)) break;
            if (to > at && word.Number == index.Words.And && node != PhraseTrie<NameEntry>.Root) continue;
            comma |= to > at && word.Gap == Gap.Comma;
            var next = index.Names.Step(node, word.Number);
            for (var i = 0; next < 0 && !misspelt && i < word.SimilarCount; i++)
                next = index.Names.Step(node, words.Similar[word.SimilarFrom + i]) is >= 0 and var similar ? Misspell(similar, ref misspelt) : next;
            if (next < 0) break;
            node = next;
            if (index.Names.Meanings(node) is [_, ..] entries && Make(entries, at, to + 1, misspelt, comma) is { } piece) best = piece;
        }

        return best;
    }

    private static int Misspell(int node, ref bool misspelt)
    {
        misspelt = true;
        return node;
    }

    // A comma is part of a name only when the name has one.
    private static Piece? Make(ReadOnlySpan<NameEntry> entries, int from, int to, bool misspelt, bool comma)
    {
        var names = new List<NameEntry>(2);
        NameEntry? place = null;
        foreach (var entry in entries)
        {
            if (comma && !entry.Written.Contains(',', StringComparison.Ordinal) && to - from < 4) continue;
            if (entry.Form == NameForm.Place) place = entry;
            else if (!misspelt || to - from > 1 && entry.Form == NameForm.Full) names.Add(entry);
        }

        if (names.Count > 0) return new Piece { Kind = PieceKind.Name, From = from, To = to, Entries = [.. names], IsMisspelt = misspelt };
        return place is null ? null : new Piece { Kind = PieceKind.Place, From = from, To = to, Entries = [place], IsMisspelt = misspelt };
    }

    private Piece? FindBody(PostWords words, int at)
    {
        if ((words[at].Tags & WordTag.NotBody) != WordTag.None) return null;
        Piece? best = null;
        var node = PhraseTrie<BodyPhrase>.Root;
        for (var to = at; to < words.Count && (to == at || (words[to].Gap < Gap.Comma && !words[to].IsLink)); to++)
        {
            if (to > at && words[to].Number == index.Words.And) continue;
            node = index.Bodies.Step(node, words[to].Number);
            if (node < 0) break;
            if (index.Bodies.Meanings(node) is [var body, ..]) best = new Piece { Kind = PieceKind.Body, From = at, To = to + 1, Body = body };
        }

        return best;
    }
}
