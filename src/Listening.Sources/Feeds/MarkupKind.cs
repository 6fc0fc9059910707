namespace Listening.Sources.Feeds;

/// <summary>What <see cref="MarkupScanner"/> stands on.</summary>
internal enum MarkupKind
{
    /// <summary>A start tag, self-closing or not.</summary>
    Start,

    /// <summary>An end tag.</summary>
    End,

    /// <summary>Text with entities not yet decoded.</summary>
    Text,

    /// <summary>The inside of a CDATA section.</summary>
    Data,
}
