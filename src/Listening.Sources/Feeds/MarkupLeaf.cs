using System.Text;
using Listening.Sources.Text;

namespace Listening.Sources.Feeds;

/// <summary>An element with all that stands inside it, read only when it is asked for.</summary>
/// <param name="name">See <see cref="Name"/>.</param>
/// <param name="source">The document.</param>
/// <param name="attributes">Range of its attributes.</param>
/// <param name="inside">Range between its tags.</param>
/// <param name="endTag">Its end tag without the last character, as written.</param>
internal sealed class MarkupLeaf(string name, string source, (int From, int To) attributes, (int From, int To) inside, string endTag)
{
    // Far more than any text that is kept; what is longer is cut off before it is read.
    private readonly int end = Math.Min(inside.To, inside.From + HtmlText.LongestHtml);

    private (string Text, bool HasTags)? plain;

    /// <summary>Its name as <see cref="FeedNamespaces"/> writes it.</summary>
    public string Name => name;

    /// <summary>An attribute's value; null when it has none of that name.</summary>
    public string? Attribute(string attribute) => MarkupAttributes.Find(source, attributes, attribute);

    /// <summary>Its text, entities decoded, tags inside it dropped, trimmed.</summary>
    public string Value() => Plain.Text.Trim();

    /// <summary>What it holds as HTML: escaped markup unescaped once; markup that was not escaped as it stands.</summary>
    public string Html() => Plain.HasTags ? Read(keepTags: true).Text : Plain.Text;

    /// <summary>True when elements stand inside it.</summary>
    public bool HasElements() => Plain.HasTags;

    /// <summary>The text of the first element inside it that has this local name; empty when there is none.</summary>
    public string Child(string localName)
    {
        var scanner = new MarkupScanner(source, inside.From, end);
        while (scanner.Read())
        {
            if (scanner.Kind != MarkupKind.Start || scanner.SelfClosing) continue;
            var written = scanner.Name;
            if (!written[(written.IndexOf(':') + 1)..].Equals(localName, StringComparison.OrdinalIgnoreCase)) continue;
            var childEnd = $"</{written}";
            var from = scanner.Position;
            var to = source.IndexOf(childEnd, from, end - from, StringComparison.OrdinalIgnoreCase);
            return new MarkupLeaf(localName, source, scanner.Content, (from, to < 0 ? end : to), childEnd).Value();
        }

        return "";
    }

    private (string Text, bool HasTags) Plain => plain ??= Read(keepTags: false);

    private (string Text, bool HasTags) Read(bool keepTags)
    {
        var hasTags = false;
        var scanner = new MarkupScanner(source, inside.From, end) { EndTag = endTag };
        var text = new StringBuilder();
        while (scanner.Read())
        {
            var (from, to) = scanner.Content;
            var content = source.AsSpan(from, to - from);
            if (scanner.Kind == MarkupKind.Data) text.Append(content);
            else if (scanner.Kind == MarkupKind.Text && !keepTags) MarkupEntities.Decode(content, text);
            else
            {
                hasTags |= scanner.Kind == MarkupKind.Start;
                if (keepTags) text.Append(source, scanner.From, scanner.Position - scanner.From);
            }
        }

        return (text.ToString(), hasTags);
    }
}
