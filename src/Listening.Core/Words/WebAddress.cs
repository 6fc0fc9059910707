using System.Globalization;

namespace Listening.Core.Words;

/// <summary>Where a link leads, without what does not matter: scheme, user, <c>www.</c>, port, case, the last slash.</summary>
/// <param name="Host">Lower case, ASCII (punycode where it was not), without a dot at the end.</param>
/// <param name="Path">Empty, or what follows the host, lower case, beginning with <c>/</c>, <c>?</c> or <c>#</c>.</param>
internal sealed record WebAddress(string Host, string Path)
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>Reads a link with or without a scheme; null when it has no host.</summary>
    public static WebAddress? Read(ReadOnlySpan<char> link)
    {
        link = link.Trim();
        var scheme = link.IndexOf("://");
        if (scheme >= 0 && link[..scheme].IndexOfAny("/?#") < 0) link = link[(scheme + 3)..];
        else if (link.StartsWith("//")) link = link[2..];
        else if (link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return null;

        var end = link.IndexOfAny("/?#\\");
        var authority = end < 0 ? link : link[..end];
        var path = end < 0 ? "" : link[end..].ToString().Replace('\\', '/').ToLowerInvariant();
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        var port = authority.LastIndexOf(':');
        if (port >= 0 && !authority[port..].Contains(']')) authority = authority[..port];
        var host = Ascii(authority.TrimEnd('.').ToString());
        if (host is null) return null;
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        return host.Length == 0 ? null : new WebAddress(host, path.TrimEnd('/'));
    }

    /// <summary>True when this address is at that host or below it, and at that path or below it.</summary>
    public bool IsUnder(string host, string path) =>
        Host.EndsWith(host, StringComparison.Ordinal)
        && (Host.Length == host.Length || Host[^(host.Length + 1)] == '.')
        && Path.StartsWith(path, StringComparison.Ordinal)
        && (Path.Length == path.Length || path.Length == 0 || Path[path.Length] is '/' or '?' or '#' or '&');

    private static string? Ascii(string host)
    {
        if (System.Text.Ascii.IsValid(host)) return host.ToLowerInvariant();
        try
        {
            return Idn.GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null; // Not a host name in any script.
        }
    }
}
