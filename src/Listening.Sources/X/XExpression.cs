namespace Listening.Sources.X;

/// <summary>A part of a search query, as X writes it.</summary>
/// <param name="Text">How it stands beside others that must all hold.</param>
/// <param name="IsEnough">True when it may stand alone; X takes conditions that only narrow in company alone.</param>
internal abstract record XExpression(string Text, bool IsEnough)
{
    /// <summary>How it stands among alternatives.</summary>
    public virtual string TextInAny => Text;
}

/// <summary>A word, a phrase or an operator.</summary>
internal sealed record XTerm(string Text, bool IsEnough = true) : XExpression(Text, IsEnough);

/// <summary>All of these; at least two.</summary>
internal sealed record XAll(IReadOnlyList<XExpression> Parts) : XExpression(string.Join(' ', Parts.Select(part => part.Text)), Parts.Any(part => part.IsEnough))
{
    /// <inheritdoc />
    public override string TextInAny => $"({Text})";

    /// <summary>The parts together, without brackets in brackets. No part at all says nothing: null.</summary>
    public static XExpression? Of(IEnumerable<XExpression?> parts)
    {
        var flat = parts.OfType<XExpression>().SelectMany(part => part is XAll all ? all.Parts : [part]).DistinctBy(part => part.Text, StringComparer.OrdinalIgnoreCase).ToList();
        if (flat.OfType<XNever>().Any()) return XNever.One;
        return flat.Count switch { 0 => null, 1 => flat[0], _ => new XAll(flat) };
    }
}

/// <summary>At least one of these; at least two.</summary>
internal sealed record XAny(IReadOnlyList<XExpression> Parts)
    : XExpression($"({string.Join(" OR ", Parts.Select(part => part.TextInAny))})", Parts.All(part => part.IsEnough))
{
    /// <summary>The parts as alternatives. Null when one says nothing, for then any post may be meant.</summary>
    public static XExpression? Of(IReadOnlyList<XExpression?> parts)
    {
        if (parts.Any(part => part is null)) return null;
        // What X cannot have is no alternative.
        var flat = parts.OfType<XExpression>().Where(part => part is not XNever).SelectMany(part => part is XAny any ? any.Parts : [part]).DistinctBy(part => part.Text, StringComparer.OrdinalIgnoreCase).ToList();
        // X takes alternatives that can stand alone, or ones that narrow; not the two mixed, and no absence among them.
        var isSound = flat.All(part => part.IsEnough) || flat.All(part => part is XTerm { IsEnough: false } term && term.Text[0] != '-');
        return flat.Count switch { 0 => XNever.One, 1 => flat[0], _ => isSound ? new XAny(flat) : null };
    }
}

/// <summary>What no post on X can meet.</summary>
internal sealed record XNever() : XExpression("", true)
{
    public static XNever One { get; } = new();
}
