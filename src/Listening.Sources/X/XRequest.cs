using System.Globalization;

namespace Listening.Sources.X;

/// <summary>What is asked of X, page after page.</summary>
/// <param name="Method">The method's path as the documentation writes it.</param>
/// <param name="Parameters">Its parameters, without those of paging and of fields.</param>
internal sealed record XRequest(string Method, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    private const string Search = "/2/tweets/search/recent";

    /// <summary>The account whose id stands in the path; null when there is none.</summary>
    public string? Username { get; init; }

    /// <summary>How many of the newest posts the method goes back at most; null when only time limits it.</summary>
    public int? Reach { get; init; }

    /// <summary>True when every run looks at young posts again for the number of their replies.</summary>
    public bool LooksForReplies { get; init; }

    /// <summary>True for a request whose next run begins behind the newest post of this one; false for one that is read whole each time.</summary>
    public bool KeepsPlace { get; init; } = true;

    /// <summary>True for the search, which reaches back seven days and not a second more.</summary>
    public bool IsSearch => Method == Search;

    /// <summary>A search.</summary>
    public static XRequest Of(string query) => new(Search, [new("query", query)]);

    /// <summary>Everything said in a conversation.</summary>
    public static XRequest Conversation(string id) => Of($"conversation_id:{id} -is:retweet") with { KeepsPlace = false };

    /// <summary>Posts and replies of an account.</summary>
    public static XRequest Timeline(string username) =>
        new("/2/users/:id/tweets", [new("exclude", "retweets")]) { Username = username, Reach = 3200 };

    /// <summary>Posts that mention an account.</summary>
    public static XRequest Mentions(string username) => new("/2/users/:id/mentions", []) { Username = username, Reach = 800 };

    /// <summary>The request as people read it.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { $"GET {Method}", Username is null ? "" : $"username={Username}" }.Concat(Parameters.Select(pair => $"{pair.Key}={pair.Value}")).Where(part => part.Length > 0));

    /// <summary>All parameters of one page.</summary>
    public IEnumerable<KeyValuePair<string, string>> Page(XPages pages, int pageSize)
    {
        foreach (var parameter in Parameters) yield return parameter;
        yield return new("max_results", pageSize.ToString(CultureInfo.InvariantCulture));
        if (pages.Since is not null) yield return new("since_id", pages.Since);
        // X takes whole seconds; the second is begun, so that nothing is left out.
        else if (pages.From is { } from) yield return new("start_time", from.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (pages.Token is not null) yield return new(IsSearch ? "next_token" : "pagination_token", pages.Token);
        foreach (var field in XFields.All) yield return field;
    }
}
