using System.Text.Json;
using Listening.Sources.Json;

namespace Listening.Sources.X;

/// <summary>What X says of posts that were asked for by their ids.</summary>
internal sealed class XLook
{
    private readonly List<XEntry> entries;
    private readonly HashSet<string> gone;

    private XLook(IEnumerable<XEntry> entries, IEnumerable<string> gone) => (this.entries, this.gone) = ([.. entries], gone.ToHashSet(StringComparer.Ordinal));

    /// <summary>Nothing was asked for.</summary>
    public static XLook Nothing { get; } = new([], []);

    /// <summary>Reads an answer: posts, and the problems of those that it does not show.</summary>
    public static XLook Read(JsonElement body, XPosts posts, DateTime now)
    {
        var authors = new XAuthors(body);
        return new XLook(
            body.Items("data").Select(post => posts.Read(post, authors, now)).OfType<XEntry>(),
            body.Items("errors").Where(IsProof).Select(error => error.Id("resource_id") ?? error.Id("value")).OfType<string>());
    }

    /// <summary>This and another together.</summary>
    public XLook With(XLook other) => new(entries.Concat(other.entries), gone.Concat(other.gone));

    /// <summary>The version of that id; else another of the same post; null when there is none.</summary>
    public XEntry? Find(string id) => entries.FirstOrDefault(entry => entry.Version == id) ?? entries.FirstOrDefault(entry => entry.Versions.Contains(id));

    /// <summary>True when that very version is here.</summary>
    public bool Shows(string id) => entries.Any(entry => entry.Version == id);

    /// <summary>The newest version of the post of that id; null when nothing is known of it.</summary>
    public string? Newest(string id) => Find(id)?.Versions[^1];

    /// <summary>True when the post is certainly gone, or shown but not to be kept any more (its author is protected now).</summary>
    public bool IsGone(string id) => Find(id) is { } entry ? entry.Post is null || gone.Contains(entry.Versions[^1]) : gone.Contains(id);

    // Problems of authors and of posts that are referred to come along with posts that are there.
    private static bool IsProof(JsonElement error) =>
        XProblems.TypeOf(error) is XProblems.NotFound or XProblems.NotAuthorised
        && error.Text("resource_type") is "tweet" or "post"
        && error.Text("parameter") is null or "ids";
}
