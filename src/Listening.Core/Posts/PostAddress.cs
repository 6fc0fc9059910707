namespace Listening.Core.Posts;

/// <summary>What two spellings of one link have in common.</summary>
public static class PostAddress
{
    /// <summary>The link without scheme, <c>www.</c>, user, fragment and closing slash, its host in lower case; what is no link stays as it is.</summary>
    public static string Normalise(string link)
    {
        var trimmed = link.Trim();
        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return trimmed;
        var host = address.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.IdnHost[4..] : address.IdnHost;
        var port = address.IsDefaultPort ? "" : FormattableString.Invariant($":{address.Port}");
        return $"{host.ToLowerInvariant()}{port}{address.AbsolutePath.TrimEnd('/')}{address.Query}";
    }
}
