using System.Text.RegularExpressions;

namespace Listening.Core.Foi;

/// <summary>Reads which sections of the Act, or regulations, a post cites.</summary>
internal static partial class CitedSections
{
    /// <summary>For example <c>section 43</c> for "s.43(2)", and <c>regulation 12</c> for "reg 12(4)(b)"; each once.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        var sections = new List<string>();
        foreach (Match match in Section().Matches(text))
        {
            var kind = match.Groups["kind"].Value.StartsWith('r') || match.Groups["kind"].Value.StartsWith('R') ? "regulation" : "section";
            foreach (Capture number in match.Groups["n"].Captures)
                if (!sections.Contains($"{kind} {number.Value}")) sections.Add($"{kind} {number.Value}");
        }

        return sections;
    }

    [GeneratedRegex(@"\b(?<kind>sections?|sects?|secs?|ss?|regulation|reg|r|adran)[\s.]{0,2}(?<n>1[0-9]|2[0-9]|3[0-9]|4[0-4]|77)\b(\(\w\))*((\s?(,|and|&|/|or)\s?)(?<n>1[0-9]|2[0-9]|3[0-9]|4[0-4])\b(\(\w\))*)*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Section();
}
