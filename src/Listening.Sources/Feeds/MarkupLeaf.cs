using System.Text;

namespace Listening.Sources.Feeds;

/// <summary>An element with all that stands inside it, read only when it is asked for.</summary>
/// <param name="Name">Its name as <see cref="FeedNamespaces"/> writes it.</param>
/// <param name="Source">The document.</param>
/// <param name="Attributes">Range of its attributes.</param>
/// <param name="Inside">Range between its tags.</param>
/// <param name="EndTag">Its end tag without the last character, as written.</param>
internal sealed record MarkupLeaf(string Name, string Source, (int From, int To) Attributes, (int From, int To) Inside, string EndTag)
{
    /// <summary>An attribute's value; null when it has none of that name.</summary>
    public string? Attribute(string name) => MarkupAttributes.Find(Source, Attributes, name);

    /// <summary>Its text, entities decoded, tags inside it dropped, trimmed.</summary>
    public string Value() => Read(keepTags: false, out _).Trim();

    /// <summary>What it holds as HTML: escaped markup unescaped once; markup that was not escaped as it stands.</summary>
    public string Html()
    {
        var text = Read(keepTags: false, out var hasTags);
        return hasTags ? Read(keepTags: true, out _) : text;
    }

    /// <summary>True when elements stand inside it.</summary>
    public bool HasElements()
    {
        Read(keepTags: false, out var hasTags);
        return hasTags;
    }

    /// <summary>The text of the first element inside it that has this local name; empty when there is none.</summary>
    public string Child(string localName)
    {
        var scanner = new MarkupScanner(Source, Inside.From, Inside.To);
        while (scanner.Read())
        {
            if (scanner.Kind != MarkupKind.Start || scanner.SelfClosing) continue;
            var name = scanner.Name;
            if (!name[(name.IndexOf(':') + 1)..].Equals(localName, StringComparison.OrdinalIgnoreCase)) continue;
            var endTag = $"</{name}";
            var from = scanner.Position;
            var to = Source.IndexOf(endTag, from, Inside.To - from, StringComparison.OrdinalIgnoreCase);
            return (this with { Inside = (from, to < 0 ? Inside.To : to), EndTag = endTag }).Value();
        }

        return "";
    }

    private string Read(bool keepTags, out bool hasTags)
    {
        hasTags = false;
        var scanner = new MarkupScanner(Source, Inside.From, Inside.To) { EndTag = EndTag };
        var text = new StringBuilder();
        while (scanner.Read())
        {
            var (from, to) = scanner.Content;
            var inside = Source.AsSpan(from, to - from);
            if (scanner.Kind == MarkupKind.Data) text.Append(inside);
            else if (scanner.Kind == MarkupKind.Text && !keepTags) MarkupEntities.Decode(inside, text);
            else
            {
                hasTags |= scanner.Kind == MarkupKind.Start;
                if (keepTags) text.Append(Source, scanner.From, scanner.Position - scanner.From);
            }
        }

        return text.ToString();
    }
}
