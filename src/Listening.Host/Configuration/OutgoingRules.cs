using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using Listening.Host.Outgoing;

namespace Listening.Host.Configuration;

/// <summary>What the settings of what leaves have to do with each other.</summary>
internal static partial class OutgoingRules
{
    public static IEnumerable<ConfigurationProblem> Check(ListeningOptions options) =>
        (options.PassOn is { } passOn ? PassOn(passOn) : []).Concat(options.HandOver is { } handOver ? HandOver(handOver) : []).Concat(options.Digest is { } digest ? Digest(digest) : []);

    private static IEnumerable<ConfigurationProblem> PassOn(PassOnOptions options)
    {
        const string key = "Listening:PassOn";
        if (!IsPublic(options.PublicUrl)) yield return NotPublic(key, options.PublicUrl);
        if (!MailAddress.TryCreate(options.Mail.From, out _))
            yield return new ConfigurationProblem($"{key}:Mail:From", $"“{options.Mail.From}”", "a mail address");
        foreach (var (name, team) in options.Teams)
        {
            if (!TeamName().IsMatch(name))
                yield return new ConfigurationProblem($"{key}:Teams:{name}", $"“{name}”", "a name of 1 to 40 lower-case letters, digits and hyphens");
            if (!MailAddress.TryCreate(team.Address, out _))
                yield return new ConfigurationProblem($"{key}:Teams:{name}:Address", $"“{team.Address}”", "a mail address");
        }
    }

    private static IEnumerable<ConfigurationProblem> Digest(DigestOptions options)
    {
        const string key = "Listening:Digest";
        if (!IsPublic(options.PublicUrl)) yield return NotPublic(key, options.PublicUrl);
        foreach (var (name, address) in new[] { ("From", options.Mail.From), ("To", options.Mail.To) })
            if (!MailAddress.TryCreate(address, out _)) yield return new ConfigurationProblem($"{key}:Mail:{name}", $"“{address}”", "a mail address");
    }

    private static bool IsPublic(Uri address) => address.Scheme is "http" or "https" && address.Query.Length == 0 && address.Fragment.Length == 0;

    private static ConfigurationProblem NotPublic(string key, Uri found) => new($"{key}:PublicUrl", $"“{found.OriginalString}”", "an address such as https://listening.example");

    private static IEnumerable<ConfigurationProblem> HandOver(HandOverOptions options)
    {
        const string key = "Listening:HandOver";
        if (options.Webhook.Scheme is not ("http" or "https"))
            yield return new ConfigurationProblem($"{key}:Webhook", $"“{options.Webhook.OriginalString}”", "an address such as https://cases.example/items");
        if (options.Secrets.Count > 2)
            yield return new ConfigurationProblem($"{key}:Secrets", $"{options.Secrets.Count.ToString(CultureInfo.InvariantCulture)} secrets", "one secret, or two while one replaces the other");
        // The value is never shown: it is a secret, however it is written.
        foreach (var (at, _) in options.Secrets.Index().Where(secret => !WebhookSignature.IsSecret(secret.Item)))
            yield return new ConfigurationProblem($"{key}:Secrets:{at.ToString(CultureInfo.InvariantCulture)}", "a value that is not accepted", "whsec_ and 24 to 64 bytes as base64");
        if (options.AllowedReferencePattern is { } pattern && PatternOf(pattern) is null)
            yield return new ConfigurationProblem($"{key}:AllowedReferencePattern", $"“{pattern}”", "a regular expression without look-around and back-references, such as IC-[0-9]{6}");
    }

    /// <summary>A pattern that a whole reference has to have; null when it is none.</summary>
    public static Regex? PatternOf(string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,40}\z", RegexOptions.NonBacktracking)]
    private static partial Regex TeamName();
}
