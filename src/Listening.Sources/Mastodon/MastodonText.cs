using System.Globalization;
using System.Text.RegularExpressions;
using Listening.Core.Outgoing;

namespace Listening.Sources.Mastodon;

/// <summary>What this service writes: how long it is for the platform, and whom it names.</summary>
internal static partial class MastodonText
{
    /// <summary>What every link counts, however long it is, unless the server says otherwise.</summary>
    public const int LinkCharacters = 23;

    /// <summary>How long a text is: what people see as one character counts one, a link a fixed number, a handle only up to its server.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">Characters that the server takes.</param>
    /// <param name="link">Characters that it counts for a link.</param>
    public static ReplyLength Measure(string text, int longest, int link = LinkCharacters)
    {
        var counted = Handles().Replace(Links().Replace(text, new string('x', link)), "${before}@${name}");
        var used = new StringInfo(counted).LengthInTextElements;
        return new ReplyLength(used, longest, used <= longest);
    }

    /// <summary>True when a text names an account, with its server or without.</summary>
    /// <param name="text">The text.</param>
    /// <param name="acct">The account as the server writes it: <c>name</c> for its own, <c>name@server.example</c> for others.</param>
    /// <param name="handle">Its whole handle.</param>
    public static bool Names(string text, string acct, string handle) => Named().Matches(text).Any(named =>
        named.Groups["handle"].Value is var found && (found.Equals(acct, StringComparison.OrdinalIgnoreCase) || found.Equals(handle, StringComparison.OrdinalIgnoreCase)));

    /// <summary>True when a text and what the server made of it are the same words: it writes handles shorter, and white space in its own way.</summary>
    public static bool IsSame(string text, string shown) => Letters(text) == Letters(shown);

    private static string Letters(string text) => string.Concat(Handles().Replace(text, "${before}@${name}").Where(char.IsLetterOrDigit));

    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?'’”)\]]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Links();

    // As the platform finds them: not behind a letter, a slash or an equals sign.
    [GeneratedRegex(@"(?<before>^|[^=/\w])@(?<name>[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?)@[\w.-]*\w", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Handles();

    [GeneratedRegex(@"@(?<handle>[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?(?:@[\w.-]*\w)?)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
