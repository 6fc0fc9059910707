using System.Globalization;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.YouTube;
using Xunit;

namespace Listening.Sources.Tests.YouTube;

/// <summary>
/// Whatever is written, changed and taken back, however large the pages are, and wherever the reading is interrupted, the service
/// started anew or a page lost on its way to the store: what was read is in the end what the platform shows.
/// </summary>
public sealed class YouTubeProperties
{
    private const int Scripts = 40;

    [Theory]
    [InlineData(SearchKind.Mentions)]
    [InlineData(SearchKind.AccountWithComments)]
    [InlineData(SearchKind.Account)]
    [InlineData(SearchKind.List)]
    [InlineData(SearchKind.Keywords)]
    public async Task What_was_read_is_what_the_platform_shows(SearchKind kind)
    {
        await using var youtube = await ScriptedYouTube.StartAsync();
        for (var seed = 0; seed < Scripts; seed++) await PlayAsync(youtube, kind, seed);
    }

    private static async Task PlayAsync(ScriptedYouTube youtube, SearchKind kind, int seed)
    {
        var chance = new Random(seed);
        youtube.Time.UtcNow = ScriptedYouTube.Noon;
        youtube.Options = youtube.Options with { PageSize = chance.Next(1, 9) };
        var platform = new FakeYouTube(chance, () => youtube.Time.UtcNow);
        youtube.Otherwise = new FakeYouTubeServer(platform, chance.Next(1, 9), chance.Next(2) == 0).AnswerAsync;
        var reader = new InterruptedReader(youtube, kind);

        platform.AddVideo();
        for (var steps = chance.Next(20, 120); steps > 0; steps--) await StepAsync(chance, platform, reader, youtube);

        platform.MakeCountsNew();
        youtube.Time.Advance(TimeSpan.FromMinutes(1));
        // The run under way was begun before the last change; the next sees everything.
        await reader.FinishAsync();
        await reader.FinishAsync();
        Assert.DoesNotContain(platform.Shown(videos: true, comments: true).Keys, id => reader.Cursor!.Contains(id.Replace("video:", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.False(reader.SawGap, Named(seed, "a gap"));
        await reader.CheckAsync();

        var expected = platform.Shown(videos: kind != SearchKind.Mentions, comments: kind is not (SearchKind.Account or SearchKind.List));
        Assert.True(expected.SequenceEqual(reader.Held), Named(seed, $"{string.Join(", ", expected.Except(reader.Held))} not read; {string.Join(", ", reader.Held.Except(expected))} read but not there"));

        // When nothing happens, nothing is given out and nothing is walked.
        youtube.Time.Advance(TimeSpan.FromHours(2));
        await reader.FinishAsync();
        var before = youtube.Calls.Count;
        youtube.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(await reader.FinishAsync());
        Assert.DoesNotContain(youtube.Calls.Skip(before), call => call.Resource == "comments" || call["videoId"] is not null);
    }

    private static async Task StepAsync(Random chance, FakeYouTube platform, InterruptedReader reader, ScriptedYouTube youtube)
    {
        switch (chance.Next(22))
        {
            case 0: platform.AddVideo(); break;
            case 1 or 2 or 3: platform.AddThread(); break;
            case 4 or 5 or 6 or 7 or 8: platform.AddReply(); break;
            case 9: platform.EditComment(); break;
            case 10: platform.EditVideo(); break;
            case 11 or 12: platform.DeleteComment(); break;
            case 13: if (chance.Next(4) == 0) platform.DeleteVideo(); break;
            case 14: if (chance.Next(6) == 0) platform.CloseComments(); break;
            case 15 or 16 or 17 or 18: await reader.ReadAsync(isStored: true); break;
            case 19: await reader.ReadAsync(isStored: false); break;
            case 20: reader.Restart(); break;
            default: await reader.FinishAsync(); break;
        }

        // Often several things happen within one second.
        if (chance.Next(2) == 0) youtube.Time.Advance(TimeSpan.FromSeconds(chance.Next(1, 1_000)));
    }

    private static string Named(int seed, string what) => string.Create(CultureInfo.InvariantCulture, $"Script {seed}: {what}.");

    /// <summary>Keeps what it reads by id, as the service's store does.</summary>
    private sealed class InterruptedReader(ScriptedYouTube youtube, SearchKind kind)
    {
        private readonly Dictionary<string, Post> held = new(StringComparer.Ordinal);
        private YouTubeConnector connector = youtube.Connect();

        public string? Cursor { get; private set; }

        public bool SawGap { get; private set; }

        public SortedDictionary<string, string> Held => new(held.ToDictionary(post => post.Key, post => post.Value.Text), StringComparer.Ordinal);

        public void Restart() => connector = youtube.Connect();

        public async Task<SourcePage> ReadAsync(bool isStored)
        {
            var target = kind == SearchKind.List ? "PLaaaaaaaaaaaaaaaa" : ScriptedYouTube.Own;
            var read = await ScriptedYouTube.ReadAsync(connector, kind, Cursor, target: target);
            Assert.Null(read.Failure);
            var page = read.Page!;
            SawGap |= page.PossibleGap;
            if (!isStored) return page;
            foreach (var post in page.Posts) held[post.Id] = post;
            foreach (var id in page.Deleted) held.Remove(id);
            Cursor = page.Cursor;
            return page;
        }

        public async Task<List<Post>> FinishAsync()
        {
            var posts = new List<Post>();
            for (var pages = 0; ; pages++)
            {
                Assert.True(pages < 2_000, "The run does not end.");
                var page = await ReadAsync(isStored: true);
                posts.AddRange(page.Posts);
                if (!page.HasMore) return posts;
            }
        }

        public async Task CheckAsync()
        {
            foreach (var batch in held.Values.Chunk(connector.CheckBatch).ToList())
            {
                var read = await connector.CheckAsync(batch, CancellationToken.None);
                Assert.Null(read.Failure);
                foreach (var id in read.Gone) held.Remove(id);
                foreach (var post in read.Changed) held[post.Id] = post;
            }
        }
    }
}
