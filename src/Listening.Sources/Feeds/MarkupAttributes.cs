using System.Text;

namespace Listening.Sources.Feeds;

/// <summary>Reads the attributes of a start tag.</summary>
internal static class MarkupAttributes
{
    private const int Most = 64;

    /// <summary>The value of the attribute of this name, as written with its prefix, in any case; null when there is none.</summary>
    public static string? Find(string source, (int From, int To) range, string name)
    {
        foreach (var (found, value) in All(source, range))
        {
            if (found.Equals(name, StringComparison.OrdinalIgnoreCase)) return value;
        }

        return null;
    }

    /// <summary>The first attributes in order; quotes may be missing.</summary>
    public static IEnumerable<(string Name, string Value)> All(string source, (int From, int To) range)
    {
        var at = range.From;
        for (var count = 0; count < Most; count++)
        {
            while (at < range.To && (char.IsWhiteSpace(source[at]) || source[at] is '"' or '\'' or '/' or '=')) at++;
            var nameStart = at;
            while (at < range.To && !char.IsWhiteSpace(source[at]) && source[at] is not ('=' or '"' or '\'')) at++;
            if (at == nameStart) yield break;
            var name = source[nameStart..at];
            while (at < range.To && char.IsWhiteSpace(source[at])) at++;
            if (at >= range.To || source[at] != '=') continue;
            at++;
            while (at < range.To && char.IsWhiteSpace(source[at])) at++;
            var quote = at < range.To && source[at] is '"' or '\'' ? source[at++] : ' ';
            var valueStart = at;
            while (at < range.To && source[at] != quote && !(quote == ' ' && char.IsWhiteSpace(source[at]))) at++;
            var value = new StringBuilder();
            MarkupEntities.Decode(source.AsSpan(valueStart, at - valueStart), value);
            yield return (name, value.ToString().Trim());
        }
    }
}
