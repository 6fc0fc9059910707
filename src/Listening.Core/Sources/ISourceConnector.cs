namespace Listening.Core.Sources;

/// <summary>Reads one configured source, page by page, from where it was left.</summary>
/// <remarks>
/// A connector holds no state that matters: everything needed to go on stands in the cursor, which the caller
/// saves in the same transaction as the page. Reading the same cursor twice must be harmless.
/// Cursors are kept in clear in the database, so they never contain a post's text, link, native id or author:
/// only places, times, validators (ETag) and the platform's opaque tokens. What tells threads apart is kept as <see cref="SourceRequest.MarkOf"/> gives it.
/// </remarks>
public interface ISourceConnector
{
    /// <summary>The kind of source this is, for example <c>feed</c>; lower case.</summary>
    string Kind { get; }

    /// <summary>
    /// True when the source gives the same posts whatever is searched for (a feed, a recording, a stream): its
    /// searches then share one cursor and every post is held against all of them.
    /// False when each search is asked of the platform by itself.
    /// </summary>
    bool ReadsEverything { get; }

    /// <summary>How a search is put to this source. Asks nobody and needs no sign-in.</summary>
    SourceQuestion Explain(SourceRequest request);

    /// <summary>Reads the next page.</summary>
    /// <param name="request">What is looked for; the local matcher has the last word, so this is only a pre-filter.</param>
    /// <param name="cursor">The cursor of the last saved page; null at the first run.</param>
    /// <param name="cancellationToken">Stops the read; cancellation is never swallowed.</param>
    /// <returns>The page, or the reason there is none.</returns>
    Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken);
}
