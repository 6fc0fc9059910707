namespace Listening.Core.Words;

/// <summary>What a hash stands for; the same letters as a word, a hashtag and a handle have three hashes.</summary>
internal enum TermKind : uint
{
    /// <summary>A word.</summary>
    Word,

    /// <summary>A hashtag without its sign.</summary>
    Hashtag,

    /// <summary>A handle in the text or in the mentions.</summary>
    Handle,

    /// <summary>The author's handle.</summary>
    Author,

    /// <summary>A host, or a domain above it.</summary>
    Host,

    /// <summary>The first letters of a word.</summary>
    Prefix,

    /// <summary>A handle that stands before anything but handles.</summary>
    Addressed,

    /// <summary>The post's language, or the language of which it is a regional form.</summary>
    Language,

    /// <summary>Something else that is true of the post: that it answers another, that it carries a link.</summary>
    Trait,
}

/// <summary>The hash by which terms are looked up (FNV-1a over UTF-16 units). Equal terms have equal hashes; the letters are compared where it matters.</summary>
internal static class TermHash
{
    /// <summary>The hash of a folded term.</summary>
    public static uint Of(ReadOnlySpan<char> folded, TermKind kind)
    {
        var hash = Start(kind);
        foreach (var c in folded) hash = Add(hash, c);
        return hash;
    }

    /// <summary>The hash of no letters.</summary>
    public static uint Start(TermKind kind) => 2166136261u ^ ((uint)kind * 0x9E3779B1u);

    /// <summary>The hash with one more letter.</summary>
    public static uint Add(uint hash, char c) => (hash ^ c) * 16777619u;
}
