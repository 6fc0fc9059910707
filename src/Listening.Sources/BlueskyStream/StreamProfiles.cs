using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.BlueskyStream;

/// <summary>What the public view says of the authors of posts that matched: handle, name, and whether they want to be shown to signed-in people only.</summary>
/// <remarks>Kept in memory for as long as <see cref="BlueskyStreamOptions.ProfileAge"/> says. Safe for threads.</remarks>
internal sealed class StreamProfiles(StreamApi api, BlueskyStreamOptions options, TimeProvider time)
{
    private const string Method = "app.bsky.actor.getProfiles";
    private const int Batch = 25, MostKnown = 20_000, MostOwed = 1_000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Profile> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> owed = new(StringComparer.Ordinal);
    private volatile int withheld;

    /// <summary>Raised with each account that is found to want signed-in readers only.</summary>
    public Action<string>? OnWithheld { get; init; }

    /// <summary>What is known of an account; null when that is nothing, or old.</summary>
    public Profile? Find(string did)
    {
        lock (gate) return known.TryGetValue(did, out var profile) && time.GetUtcNow() - profile.At < options.ProfileAge ? profile : null;
    }

    /// <summary>True when the account is known to want signed-in readers only.</summary>
    public bool IsWithheld(string did) => withheld > 0 && Find(did) is { IsWithheld: true };

    /// <summary>Forgets what is known of an account, because it has changed.</summary>
    public void Forget(string did)
    {
        lock (gate) known.Remove(did);
    }

    /// <summary>Asks for those accounts of which nothing is known, and for those that could not be asked for the last time.</summary>
    public async Task LearnAsync(IEnumerable<string> accounts, CancellationToken cancellationToken)
    {
        string[] missing;
        lock (gate) missing = [.. accounts.Where(did => Find(did) is null).Concat(owed).Distinct(StringComparer.Ordinal)];
        for (var from = 0; from < missing.Length; from += Batch)
        {
            var part = missing[from..Math.Min(missing.Length, from + Batch)];
            var answer = await api.GetAsync(options.PublicView, Method, part.Select(did => KeyValuePair.Create("actors", did)), cancellationToken);
            if (answer.Failure is not null || answer.Body is not { } body)
            {
                // Another batch would fare no better, unless it was the accounts that were refused.
                Owe(answer.Status == 400 ? [] : missing[from..]);
                if (answer.Status != 400) return;
                continue;
            }

            Learn(part, body.Items("profiles").Select(Read).OfType<Profile>().ToList());
        }
    }

    private void Learn(string[] told, List<Profile> profiles)
    {
        lock (gate)
        {
            if (known.Count > MostKnown) known.Clear();
            foreach (var profile in profiles) known[profile.Did] = profile;
            withheld = known.Values.Count(profile => profile.IsWithheld);
            owed.ExceptWith(told);
        }

        foreach (var profile in profiles.Where(profile => profile.IsWithheld)) OnWithheld?.Invoke(profile.Did);
    }

    private void Owe(string[] accounts)
    {
        lock (gate)
        {
            foreach (var did in accounts.Take(MostOwed - owed.Count)) owed.Add(did);
        }
    }

    private Profile? Read(System.Text.Json.JsonElement wire)
    {
        if (wire.Text("did") is not { } did || !StreamPosts.IsAccount(did)) return null;
        var handle = wire.Text("handle");
        return new Profile(
            did,
            // The server says this of a handle that does not lead back to the account, so it names nobody.
            handle is null or "handle.invalid" ? "" : handle,
            wire.Text("displayName") ?? "",
            wire.Items("labels").Any(label => label.Text("val") == "!no-unauthenticated" && !label.Flag("neg")),
            time.GetUtcNow());
    }

    /// <summary>What is known of one account.</summary>
    internal sealed record Profile(string Did, string Handle, string Name, bool IsWithheld, DateTimeOffset At)
    {
        /// <summary>The post with its author's handle and name. A post of somebody who wants signed-in readers only keeps nothing but its id and its author's.</summary>
        public Post Complete(Post post) => IsWithheld
            ? new Post { Id = post.Id, Source = post.Source, Author = new Author(Did), CreatedAt = post.CreatedAt, CollectedAt = post.CollectedAt }
            : post with { Author = new Author(Did, Handle.Length > 0 ? Handle : post.Author.Handle, Name) };
    }
}
