namespace Listening.Sources.Feeds;

/// <summary>What a feed or an entry inherits: base address, language, and which family's rules hold.</summary>
internal sealed class FeedContext(Uri address)
{
    /// <summary>What relative links are relative to.</summary>
    public Uri Base { get; private set; } = address;

    /// <summary>True when <c>xml:base</c> said so, and not only the place of the document.</summary>
    public bool HasOwnBase { get; private set; }

    /// <summary>Language by <c>xml:lang</c>; null when not said.</summary>
    public string? Language { get; private set; }

    /// <summary>True for Atom, where text is plain unless its type says otherwise; in RSS it may be HTML everywhere.</summary>
    public bool IsAtom { get; private set; }

    /// <summary>An entry's own <c>rdf:about</c>; null when it has none.</summary>
    public string? About { get; private set; }

    /// <summary>Takes in the attributes of an element.</summary>
    public void Take(string source, (int From, int To) attributes, bool isAtom)
    {
        IsAtom |= isAtom;
        Take(source, attributes);
    }

    /// <summary>The context of an element inside this one.</summary>
    public FeedContext Inside(string source, (int From, int To) attributes)
    {
        var inner = new FeedContext(Base) { HasOwnBase = HasOwnBase, Language = Language, IsAtom = IsAtom };
        inner.Take(source, attributes);
        return inner;
    }

    private void Take(string source, (int From, int To) attributes)
    {
        foreach (var (name, value) in MarkupAttributes.All(source, attributes))
        {
            if (name.Equals("xml:base", StringComparison.OrdinalIgnoreCase) && Text.WebLink.ResolveAddress(value, Base) is { } own)
                (Base, HasOwnBase) = (own, true);
            else if (name.Equals("xml:lang", StringComparison.OrdinalIgnoreCase) && value.Length > 0)
                Language = value;
            else if (name.EndsWith(":about", StringComparison.OrdinalIgnoreCase) && value.Length > 0)
                About = value;
        }
    }
}
