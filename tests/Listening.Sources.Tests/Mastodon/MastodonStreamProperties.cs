using Listening.Core.Posts;
using Xunit;

namespace Listening.Sources.Tests.Mastodon;

/// <summary>Whatever is written, edited and deleted, and whenever the connection breaks or the service is restarted: what was followed and looked at again is what is upstream.</summary>
public sealed class MastodonStreamProperties
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_was_followed_is_what_is_upstream_whatever_breaks(int seed)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        var stream = new ScriptedStream();
        var upstream = new FakeMastodon(() => mastodon.Time.UtcNow, mastodon.Address);
        mastodon.Otherwise = context => context.Request.Path.StartsWithSegments("/api/v1/streaming") ? stream.AnswerAsync(context) : upstream.AnswerAsync(context);
        await using var follower = new StreamFollower(mastodon, StreamFollower.Options(mastodon) with { PageSize = 3, Wait = TimeSpan.FromMilliseconds(2), LookBack = TimeSpan.FromDays(1), Overlap = TimeSpan.FromMinutes(2) });
        var random = new Random(seed);
        var held = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var gap = false;
        for (var step = 0; step < 60; step++)
        {
            await ChangeAsync(random, upstream, stream, follower);
            mastodon.Time.Advance(TimeSpan.FromSeconds(random.Next(60)));
            if (random.Next(2) == 0) await TakeAsync();
        }

        upstream.Refusals.Clear();
        await follower.RestartAsync();
        for (var more = true; more;) more = await TakeAsync();
        var check = await follower.Connector.CheckAsync([.. held.Keys.Select(id => new Post { Id = id })], CancellationToken.None);
        foreach (var id in check.Gone) held.Remove(id);
        foreach (var post in check.Changed) held[post.Id] = post.Text;

        Assert.Equal(upstream.Statuses.Values.Where(status => status is { Visibility: "public", Reblog: false }).Select(status => $"{status.Id} {status.Text}"), held.Select(post => $"{post.Key} {post.Value}"));
        Assert.False(gap);

        async Task<bool> TakeAsync()
        {
            if ((await follower.ReadAsync()).Page is not { } page) return true;
            foreach (var post in page.Posts) held[post.Id] = post.Text;
            foreach (var id in page.Deleted) held.Remove(id);
            gap |= page.PossibleGap;
            return page.HasMore;
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    private static async Task ChangeAsync(Random random, FakeMastodon upstream, ScriptedStream stream, StreamFollower follower)
    {
        var some = upstream.Statuses.Values.Where(status => status.Visibility == "public").ToList();
        switch (random.Next(10))
        {
            case 0 when some.Count > 0:
                var gone = some[random.Next(some.Count)];
                upstream.Statuses.Remove(gone.Id);
                stream.Send("delete", $"{gone.Id}");
                break;
            case 1 when some.Count > 0:
                var edited = some[random.Next(some.Count)];
                edited.Text = $"edited {random.Next()}";
                stream.Send("status.update", upstream.Json(edited));
                break;
            case 2:
                stream.HangUp();
                break;
            case 3:
                await follower.RestartAsync();
                break;
            case 4:
                upstream.Refusals.Enqueue(503);
                break;
            default:
                var status = upstream.Post($"council {random.Next()}", random.Next(6) == 0 ? "private" : "public");
                if (status.Visibility == "public") stream.Send("update", upstream.Json(status));
                break;
        }
    }
}
