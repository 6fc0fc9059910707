using System.Globalization;

namespace Listening.Core.Words;

/// <summary>Where a link leads, without what does not matter: scheme, user, <c>www.</c>, port, case, the last slash.</summary>
/// <param name="Host">Lower case, ASCII (punycode where it was not), without a dot at the end.</param>
/// <param name="Path">Empty, or what follows the host, lower case, beginning with <c>/</c>, <c>?</c> or <c>#</c>.</param>
internal sealed record WebAddress(string Host, string Path)
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>Longest host that is read; longer ones are none.</summary>
    public const int LongestHost = 512;

    /// <summary>Reads a link with or without a scheme; null when it has no host.</summary>
    public static WebAddress? Read(ReadOnlySpan<char> link)
    {
        Span<char> host = stackalloc char[LongestHost];
        var length = ReadHost(link, host, out var path);
        return length == 0 ? null : new WebAddress(host[..length].ToString(), path.ToString().Replace('\\', '/').ToLowerInvariant().TrimEnd('/'));
    }

    /// <summary>Reads a link's host alone; allocates only for one that is not ASCII.</summary>
    /// <param name="link">With or without a scheme.</param>
    /// <param name="host">Takes the host; <see cref="LongestHost"/> units.</param>
    /// <param name="path">What follows the host, as written.</param>
    /// <returns>Units of the host; 0 when there is none.</returns>
    public static int ReadHost(ReadOnlySpan<char> link, Span<char> host, out ReadOnlySpan<char> path)
    {
        path = [];
        link = link.Trim();
        var scheme = link.IndexOf("://");
        if (scheme >= 0 && link[..scheme].IndexOfAny("/?#") < 0) link = link[(scheme + 3)..];
        else if (link.StartsWith("//")) link = link[2..];
        else if (link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return 0;

        var end = link.IndexOfAny("/?#\\");
        var authority = end < 0 ? link : link[..end];
        if (end >= 0) path = link[end..];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        var port = authority.LastIndexOf(':');
        if (port >= 0 && !authority[port..].Contains(']')) authority = authority[..port];
        var length = ToAscii(authority.TrimEnd('.'), host);
        if (!host[..length].StartsWith("www.")) return length;
        host[4..length].CopyTo(host);
        return length - 4;
    }

    /// <summary>True when this address is at that host or below it, and at that path or below it.</summary>
    public bool IsUnder(string host, string path) =>
        Host.EndsWith(host, StringComparison.Ordinal)
        && (Host.Length == host.Length || Host[^(host.Length + 1)] == '.')
        && Path.StartsWith(path, StringComparison.Ordinal)
        && (Path.Length == path.Length || path.Length == 0 || Path[path.Length] is '/' or '?' or '#' or '&');

    private static int ToAscii(ReadOnlySpan<char> written, Span<char> host)
    {
        var length = written.Length;
        if (System.Text.Ascii.IsValid(written))
        {
            if (length > host.Length) return 0;
            written.CopyTo(host);
        }
        else
        {
            try
            {
                var ascii = Idn.GetAscii(written.ToString());
                if (!ascii.TryCopyTo(host)) return 0;
                length = ascii.Length;
            }
            catch (ArgumentException)
            {
                return 0; // Not a host name in any script.
            }
        }

        System.Text.Ascii.ToLowerInPlace(host[..length], out _);
        return length;
    }
}
