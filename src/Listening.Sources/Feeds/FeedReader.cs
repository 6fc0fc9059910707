using System.Text.RegularExpressions;

namespace Listening.Sources.Feeds;

/// <summary>Reads RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed from bytes.</summary>
internal static class FeedReader
{
    private static readonly Regex Root = new(
        @"<([A-Za-z_][\w.-]{0,30}:)?(rss|feed|rdf|channel)[\s>/]",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex DeclaresEntity = new(
        @"<!ENTITY\s+[^\s%]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Reads a document.</summary>
    /// <param name="body">The bytes as they came, decompressed.</param>
    /// <param name="contentType">The Content-Type header; null when there was none.</param>
    /// <param name="address">Where it was read, for relative links.</param>
    /// <param name="maximumEntries">Entries read at most.</param>
    public static FeedDocument Read(ReadOnlySpan<byte> body, string? contentType, Uri address, int maximumEntries)
    {
        var text = FeedEncoding.Decode(body, contentType);
        var first = text.AsSpan().TrimStart();
        if (first.Length == 0) return FeedDocument.Refused("The feed is empty.");
        if (first[0] == '{') return JsonFeedReader.Read(text, address, maximumEntries);

        // Anything before the root element is a prolog, or the warnings of a program that went wrong.
        var root = Root.Match(text);
        if (!root.Success) return FeedDocument.Refused("The answer is neither RSS, Atom nor JSON Feed.");
        // No entity is ever resolved, and a feed that declares its own is either an attack or would lose its words.
        return DeclaresEntity.IsMatch(text.AsSpan(0, root.Index))
            ? FeedDocument.Refused("The feed declares entities in a document type, which is not accepted.")
            : new XmlFeedReader(text, root.Index, address, maximumEntries).Read();
    }
}
