using System.Text;
using System.Text.RegularExpressions;

namespace Listening.Sources.LinkedIn;

/// <summary>A post's words, which the platform writes in a little format of its own: <c>@[name](urn)</c>, <c>{hashtag|\#|tag}</c>, and a backslash before signs that are meant as such.</summary>
/// <param name="Text">The plain words.</param>
/// <param name="Mentions">Names of organisations and urns of members that are mentioned.</param>
/// <param name="Hashtags">Hashtags without the <c>#</c>.</param>
internal sealed partial record LinkedInText(string Text, IReadOnlyList<string> Mentions, IReadOnlyList<string> Hashtags)
{
    /// <summary>Reads the format; what does not keep to it stays as it is.</summary>
    public static LinkedInText Of(string written)
    {
        List<string> mentions = [], hashtags = [];
        var text = Marks().Replace(written, match =>
        {
            if (match.Groups["tag"] is { Success: true } tag)
            {
                hashtags.Add(Plain(tag.Value));
                return "#" + Plain(tag.Value);
            }

            if (match.Groups["urn"] is not { Success: true } urn) return match.Groups["sign"].Value;
            var name = Plain(match.Groups["name"].Value);
            mentions.Add(urn.Value.StartsWith("urn:li:organization:", StringComparison.Ordinal) ? name : urn.Value);
            return name;
        });
        return new LinkedInText(text, [.. mentions.Distinct(StringComparer.OrdinalIgnoreCase)], [.. hashtags.Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    private static string Plain(string escaped)
    {
        var plain = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] == '\\' && at + 1 < escaped.Length) at++;
            plain.Append(escaped[at]);
        }

        return plain.ToString();
    }

    [GeneratedRegex(
        @"\{hashtag\|\\?#\|(?<tag>[^{}|]{1,200})\}|@\[(?<name>[^\[\]]{1,400})\]\((?<urn>urn:li:[A-Za-z]{1,40}:[A-Za-z0-9_-]{1,60})\)|\\(?<sign>[|{}@\[\]()<>#\\*_~])",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();
}
