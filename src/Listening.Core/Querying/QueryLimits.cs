namespace Listening.Core.Querying;

/// <summary>How large a query may be; beyond, it is refused with a clear error.</summary>
public static class QueryLimits
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int Length = 100_000;

    /// <summary>Deepest nesting of brackets and NOTs.</summary>
    public const int Depth = 32;

    /// <summary>Most words and other conditions; each word of a phrase counts.</summary>
    public const int Terms = 5_000;

    /// <summary>Most words of one phrase.</summary>
    public const int PhraseWords = 100;

    /// <summary>Most words with a <c>*</c>; each is held against every word of a post.</summary>
    public const int Prefixes = 100;

    /// <summary>Fewest letters before a <c>*</c>.</summary>
    public const int ShortestPrefix = 3;

    /// <summary>Widest window of <c>"…"~n</c>, in words.</summary>
    public const int Window = 100;
}
