namespace Listening.Sources.Mastodon;

/// <summary>What is asked of the server, page after page.</summary>
/// <param name="Style">How its pages follow each other.</param>
/// <param name="Method">Its name for limits and messages.</param>
/// <param name="Path">Its path, escaped; <c>{id}</c> stands for the id of <see cref="Account"/>.</param>
/// <param name="Parameters">Its parameters, without those of paging.</param>
internal sealed record MastodonRequest(PagingStyle Style, string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>Handle of the account whose posts are asked for; null when it is about none.</summary>
    public string? Account { get; init; }

    /// <summary>The request as people read it.</summary>
    public override string ToString() =>
        string.Join(' ', Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}").Prepend($"GET {Uri.UnescapeDataString(Path)}"));
}

/// <summary>How the pages of a request follow each other.</summary>
internal enum PagingStyle
{
    /// <summary>Forward from the last place by <c>min_id</c>, without gaps; the first run newest first.</summary>
    Timeline,

    /// <summary>Newest first by offset until old enough: the search knows no places.</summary>
    Search,

    /// <summary>An account's young posts newest first, and the thread of each whose number of replies has changed.</summary>
    Threads,
}
