using System.Text.Json;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.X;

/// <summary>A page of posts as it came from X.</summary>
/// <param name="Entries">In X's order, newest first.</param>
/// <param name="Malformed">Entries that could not be understood.</param>
/// <param name="Newest">The newest id on the page; null when it is empty.</param>
/// <param name="Token">Leads to the next page; null at the end.</param>
internal sealed record XPage(IReadOnlyList<XEntry> Entries, int Malformed, string? Newest, string? Token)
{
    // Far longer than any that X gives: a cursor is to stay small.
    private const int LongestToken = 1024;

    /// <summary>The posts, each once.</summary>
    public IReadOnlyList<Post> Posts => [.. Entries.Select(entry => entry.Post).OfType<Post>().DistinctBy(post => post.Id)];

    /// <summary>Reads a page, or why there is none.</summary>
    public static (XPage? Page, SourceFailure? Failure) Read(ApiAnswer answer, XPosts posts, DateTime now)
    {
        if (answer.Body is not { ValueKind: JsonValueKind.Object } body) return (null, Unreadable(answer));
        var (data, meta) = (body.At("data"), body.At("meta"));
        if (data.ValueKind != JsonValueKind.Array && meta.ValueKind != JsonValueKind.Object) return (null, Refused(body) ?? Unreadable(answer));

        var authors = new XAuthors(body);
        var raw = data.Elements().ToList();
        var entries = raw.Select(element => posts.Read(element, authors, now)).OfType<XEntry>().ToList();
        var newest = entries.Select(entry => entry.Version).Append(meta.Id("newest_id")).Where(XId.IsOne).MaxBy(id => XId.Number(id));
        var token = meta.Text("next_token") is { Length: > 0 and <= LongestToken } next ? next : null;
        return (new XPage(entries, raw.Count - entries.Count, newest, token), null);
    }

    // A success that shows nothing but problems: the account or the list behind the request is the problem.
    private static SourceFailure? Refused(JsonElement body) => XProblems.Types(body) switch
    {
        [] => null,
        var types when types.Contains(XProblems.NotAuthorised) => new(SourceFailureKind.Misconfigured, "X does not show what the search names: it is protected or suspended.", null),
        var types when types.Contains(XProblems.NotFound) => new(SourceFailureKind.Misconfigured, "X does not know what the search names: it is gone, or never was.", null),
        _ => null,
    };

    private static SourceFailure Unreadable(ApiAnswer answer) =>
        new(SourceFailureKind.Rejected, $"X's answer to {answer.Method} is not a page of posts.", null);
}
