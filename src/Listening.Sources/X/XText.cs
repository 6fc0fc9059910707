using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Listening.Core.Outgoing;

namespace Listening.Sources.X;

/// <summary>How long a text is for X: most letters of Europe count once, others and emoji twice, a link 23 whatever its length.</summary>
internal static partial class XText
{
    private const int Longest = 280;
    private const int LinkLength = 23;
    private const char EmojiSign = '\uFE0F';
    private const char KeySign = '\u20E3';

    /// <summary>A text's length as X counts it.</summary>
    public static ReplyLength Measure(string text)
    {
        // X counts a letter and its accent as one, however they are written.
        var written = text.IsNormalized() ? text : text.Normalize(NormalizationForm.FormC);
        var used = 0;
        var at = 0;
        foreach (Match link in Links().Matches(written))
        {
            used += Plain(written[at..link.Index]) + LinkLength;
            at = link.Index + link.Length;
        }

        used += Plain(written[at..]);
        return new ReplyLength(used, Longest, used <= Longest);
    }

    /// <summary>True when X will make a link of something in the text.</summary>
    public static bool HasLink(string text) => Links().IsMatch(text);

    private static int Plain(string text)
    {
        var used = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            used += IsEmoji(element) ? 2 : element.EnumerateRunes().Sum(Weight);
        }

        return used;
    }

    // An emoji is one however many signs it is made of: a family, a flag, a colour of skin.
    private static bool IsEmoji(string element)
    {
        if (element.Contains(EmojiSign) || element.Contains(KeySign)) return true;
        var first = element.EnumerateRunes().First();
        return Weight(first) > 1 && Rune.GetUnicodeCategory(first) is UnicodeCategory.OtherSymbol;
    }

    private static int Weight(Rune rune) => rune.Value is <= 0x10FF or (>= 0x2000 and <= 0x200D) or (>= 0x2010 and <= 0x201F) or (>= 0x2032 and <= 0x2037) ? 1 : 2;

    // With a scheme whatever follows; without one a host under the endings that people here write. The full stop behind it is not part of it.
    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)\]'’”]|(?<![\w@.\-])(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+(?:uk|com|org|net|info|eu|int|gov|edu|wales|cymru|scot|london|ie|io)(?![\w\-])(?:/[^\s<>""]*[^\s<>"".,;:!?)\]'’”])?/?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Links();
}
