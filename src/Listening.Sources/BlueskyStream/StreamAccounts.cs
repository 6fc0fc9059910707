using System.Collections.Concurrent;
using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.Sources.BlueskyStream;

/// <summary>What is known of accounts: whose the handles are that searches name, who the authors of matched posts are, and who is not to be shown.</summary>
internal sealed class StreamAccounts
{
    private readonly ConcurrentDictionary<string, bool> toHide = new(StringComparer.Ordinal);
    private readonly WatchedHandles handles;
    private readonly StreamProfiles profiles;

    public StreamAccounts(BlueskyStreamOptions options, HttpClient http, TimeProvider time)
    {
        var api = new StreamApi(options, http, time);
        handles = new WatchedHandles(api, options, time);
        profiles = new StreamProfiles(api, options, time) { OnWithheld = did => toHide[did] = true };
    }

    /// <summary>Handles that searches name, by account id.</summary>
    public IReadOnlyDictionary<string, string> Watched => handles.ByAccount;

    /// <summary>Resolves the handles that searches name; see <see cref="WatchedHandles.RefreshAsync"/>.</summary>
    public Task<SourceFailure?> RefreshAsync(IReadOnlyList<string> named, CancellationToken cancellationToken) => handles.RefreshAsync(named, cancellationToken);

    /// <summary>Notes that an account's handle may have changed; true when the stream must wait until a watched one is resolved again.</summary>
    public bool NoteIdentity(string did, string? handle)
    {
        profiles.Forget(did);
        return handles.Note(did, handle);
    }

    /// <summary>True when nothing of this account is to be shown.</summary>
    public bool IsWithheld(string did) => profiles.IsWithheld(did);

    /// <summary>Accounts that were found to want signed-in readers only: what is held of theirs must go.</summary>
    public IReadOnlyList<string> TakeHidden()
    {
        if (toHide.IsEmpty) return [];
        var taken = toHide.Keys.ToList();
        foreach (var did in taken) toHide.TryRemove(did, out _);
        return taken;
    }

    /// <summary>Fills in handles and names; see <see cref="IPostCompletion"/>.</summary>
    public async Task<IReadOnlyList<Post>> CompleteAsync(IReadOnlyList<Post> matched, CancellationToken cancellationToken)
    {
        await profiles.LearnAsync(matched.Select(post => post.Author.Id).Where(StreamPosts.IsAccount), cancellationToken);
        var completed = new Post[matched.Count];
        for (var i = 0; i < completed.Length; i++)
        {
            var profile = profiles.Find(matched[i].Author.Id);
            completed[i] = profile?.Complete(matched[i]) ?? matched[i];
            if (profile is { IsWithheld: true }) toHide[profile.Did] = true;
        }

        return completed;
    }
}
