namespace Listening.Sources.X;

/// <summary>Shares a search that is too long out over several, which together find at least the same.</summary>
internal static class XSplit
{
    private const string Or = " OR ";
    private const int Brackets = 2;

    /// <summary>The searches, each at most so many characters long.</summary>
    public static IEnumerable<XExpression> Split(XExpression whole, int room) => whole switch
    {
        _ when whole.Text.Length <= room => [whole],
        XAny any => Shared(any, room),
        XAll all => Narrowed(all, room),
        // Terms are made short enough to fit everywhere.
        _ => [],
    };

    // As many alternatives in each as it holds, in their order.
    private static IEnumerable<XExpression> Shared(XAny any, int room)
    {
        var together = new List<XExpression>();
        var length = Brackets;
        foreach (var part in any.Parts)
        {
            var more = part.TextInAny.Length + Or.Length;
            if (together.Count > 0 && length + more > room)
            {
                yield return Joined(together);
                (together, length) = ([], Brackets);
            }

            if (Brackets + more > room)
            {
                foreach (var piece in Split(part, room)) yield return piece;
                continue;
            }

            together.Add(part);
            length += more;
        }

        if (together.Count > 0) yield return Joined(together);
    }

    // The longest alternatives are shared out, and the rest stands in every search; what is too long for that is left out.
    private static IEnumerable<XExpression> Narrowed(XAll all, int room)
    {
        if (all.Parts.OfType<XAny>().MaxBy(part => part.Text.Length) is { } longest && Without(all, longest) is { } rest && rest.Text.Length <= room / 2)
            return Split(longest, room - rest.Text.Length - 1).Select(piece => XAll.Of([rest, piece])!);
        // Too many conditions: as many as fit, the shortest first. One that may stand alone is always among them.
        var kept = new HashSet<XExpression>(ReferenceEqualityComparer.Instance) { all.Parts.Where(part => part.IsEnough).MinBy(part => part.Text.Length)! };
        var length = kept.Single().Text.Length;
        foreach (var part in all.Parts.OrderBy(part => part.Text.Length))
        {
            if (length + 1 + part.Text.Length > room || !kept.Add(part)) continue;
            length += 1 + part.Text.Length;
        }

        return Split(XAll.Of(all.Parts.Where(kept.Contains))!, room);
    }

    private static XExpression Joined(List<XExpression> parts) => parts is [var only] ? only : new XAny([.. parts]);

    private static XExpression? Without(XAll all, XExpression part) => XAll.Of(all.Parts.Where(other => !ReferenceEquals(other, part)));
}
