using System.Text;

namespace Listening.Sources.Text;

/// <summary>Links as foreign documents write them.</summary>
public static class WebLink
{
    private const int Longest = 4096;

    /// <summary>Makes a link absolute.</summary>
    /// <param name="link">Absolute or relative; null, empty and unreadable ones are allowed.</param>
    /// <param name="baseAddress">What a relative link is relative to.</param>
    /// <returns>An absolute http or https address; null when there is none.</returns>
    public static string? Resolve(string? link, Uri? baseAddress) => ResolveAddress(link, baseAddress)?.AbsoluteUri;

    /// <summary>As <see cref="Resolve"/>, as an address.</summary>
    public static Uri? ResolveAddress(string? link, Uri? baseAddress)
    {
        link = link?.Trim();
        if (string.IsNullOrEmpty(link) || link.Length > Longest) return null;
        // On Unix a path such as /news would otherwise be taken for an absolute file address.
        var absolute = link[0] is not ('/' or '\\') && Uri.TryCreate(link, UriKind.Absolute, out var own) ? own : null;
        if (absolute is null && (baseAddress is null || !Uri.TryCreate(baseAddress, link, out absolute))) return null;
        return absolute.Scheme == Uri.UriSchemeHttp || absolute.Scheme == Uri.UriSchemeHttps ? absolute : null;
    }

    /// <summary>
    /// One spelling for links that lead to the same place: scheme and <c>www.</c> dropped, host in lower case, campaign
    /// parameters (<c>utm_…</c>) and a trailing slash gone. For comparing only; it is not an address.
    /// </summary>
    public static string Canonical(Uri address)
    {
        var host = address.IdnHost.ToLowerInvariant();
        var text = new StringBuilder(host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host);
        if (!address.IsDefaultPort) text.Append(':').Append(address.Port);
        text.Append(address.AbsolutePath.TrimEnd('/'));
        var separator = '?';
        foreach (var parameter in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (parameter.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)) continue;
            text.Append(separator).Append(parameter);
            separator = '&';
        }

        return text.Append(address.Fragment).ToString();
    }
}
