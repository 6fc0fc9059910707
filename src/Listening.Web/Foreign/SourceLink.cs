namespace Listening.Web.Foreign;

/// <summary>The one live link to what other people control: a post on its platform.</summary>
/// <param name="Href">Absolute http or https address, in its canonical, encoded form.</param>
/// <param name="Host">The host it really leads to, in ASCII, so that look-alike letters show; with the port when it is unusual.</param>
public sealed record SourceLink(string Href, string Host)
{
    private const int Longest = 2048;

    /// <summary>The link for an address that a source gave; null when it is not a plain http or https address.</summary>
    public static SourceLink? From(string? address)
    {
        if (address is null || address.Length > Longest || !Uri.TryCreate(address, UriKind.Absolute, out var uri)) return null;
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) return null;
        // "https://known.example@other.example/" leads to the other: an address with a user name is never offered.
        if (uri.UserInfo.Length > 0 || uri.IdnHost.Length == 0) return null;
        return new SourceLink(uri.AbsoluteUri, uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}");
    }
}
