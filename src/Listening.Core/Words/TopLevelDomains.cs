using System.Collections.Frozen;

namespace Listening.Core.Words;

/// <summary>Decides whether dotted labels are a host name or just words with full stops between them.</summary>
internal static class TopLevelDomains
{
    private static readonly FrozenSet<string> Common = new[]
    {
        "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "news", "blog", "social", "app", "dev", "online",
        "site", "tech", "media", "press", "london", "scot", "wales", "cymru", "cat", "eus", "page", "link", "live", "cloud",
        "world", "police", "school", "academy", "charity", "foundation", "health", "law", "legal", "team", "xyz",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for two labels or more, none empty, of which the last is a country code or a common top-level domain.</summary>
    public static bool IsHost(ReadOnlySpan<char> host)
    {
        var dot = host.LastIndexOf('.');
        return dot > 0 && host[0] != '.' && host.IndexOf("..") < 0 && IsTopLevel(host[(dot + 1)..]);
    }

    /// <summary>True for a label that ends host names.</summary>
    public static bool IsTopLevel(ReadOnlySpan<char> label) =>
        label.Length == 2
            ? char.IsAsciiLetter(label[0]) && char.IsAsciiLetter(label[1])
            : Common.GetAlternateLookup<ReadOnlySpan<char>>().Contains(label);
}
