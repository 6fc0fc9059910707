using System.Text;
using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.Mastodon;

/// <summary>What some events of a stream amount to.</summary>
internal sealed class StreamPage(MastodonPost posts, DateTime now)
{
    private const int LongestId = 64;

    private readonly Dictionary<string, Post> found = new(StringComparer.Ordinal);
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);

    /// <summary>New and edited posts, the last words of each.</summary>
    public IReadOnlyList<Post> Posts => [.. found.Values];

    /// <summary>Posts that are gone.</summary>
    public IReadOnlyList<string> Deleted => [.. gone];

    /// <summary>Events that could not be understood.</summary>
    public int Malformed { get; private set; }

    /// <summary>Reads an event.</summary>
    /// <returns>Id of the post when the event says that it is new; else null.</returns>
    public string? Add(ServerSentEvent arrived)
    {
        if (arrived.Name == "delete") Delete(Encoding.UTF8.GetString(arrived.Data).Trim().Trim('"'));
        return arrived.Name is "update" or "status.update" && Take(arrived) is { } id && arrived.Name == "update" ? id : null;
    }

    private void Delete(string id)
    {
        if (id.Length is 0 or > LongestId)
        {
            Malformed++;
            return;
        }

        found.Remove(id);
        gone.Add(id);
    }

    private string? Take(ServerSentEvent arrived)
    {
        var status = TolerantJson.Parse(arrived.Data) ?? default;
        if (status.Text("visibility") is not null && !MastodonPost.IsKept(status)) return status.Id("id");
        if (!MastodonPost.IsKept(status) || posts.Read(status, now) is not { } post)
        {
            Malformed++;
            return null;
        }

        // What was deleted stays so, even when an edit arrives behind it.
        if (!gone.Contains(post.Id)) found[post.Id] = post;
        return post.Id;
    }
}
