using System.Globalization;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Mastodon;
using Xunit;

namespace Listening.Sources.Tests.Mastodon;

/// <summary>
/// Whatever is posted, edited and deleted upstream, however small the pages and wherever the reading is interrupted: what was read, held and
/// looked at again is what is upstream.
/// </summary>
public sealed class MastodonReadingProperties
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public static TheoryData<SearchKind, string, int> Runs()
    {
        var runs = new TheoryData<SearchKind, string, int>();
        for (var seed = 1; seed <= 20; seed++)
        {
            runs.Add(SearchKind.Keywords, "#foi", seed);
            runs.Add(SearchKind.Keywords, "council", seed);
            runs.Add(SearchKind.List, "council", seed);
            runs.Add(SearchKind.Account, "council", seed);
            runs.Add(SearchKind.AccountWithComments, "council", seed);
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task What_was_read_is_what_is_upstream(SearchKind kind, string query, int seed)
    {
        await using var mastodon = await ScriptedMastodon.StartAsync();
        var upstream = new FakeMastodon(() => mastodon.Time.UtcNow, mastodon.Address);
        mastodon.Otherwise = upstream.AnswerAsync;
        var random = new Random(seed);
        mastodon.Options = mastodon.Options with { Overlap = Overlap, SearchOverlap = Overlap, PageSize = random.Next(2, 6), CheckBatch = 3 };
        var reader = new HoldingReader(mastodon, ScriptedMastodon.Request(kind, query));
        var changes = new Changes(upstream, mastodon, random);

        for (var step = 0; step < 80; step++)
        {
            if (random.Next(3) > 0) await changes.MakeOneAsync(kind, reader);
            else await reader.ReadSomeAsync(random.Next(1, 4), random);
            mastodon.Time.Advance(TimeSpan.FromSeconds(random.Next(0, 400)));
        }

        upstream.Refusals.Clear();
        await reader.DrainAsync();
        await reader.CheckAsync();

        Assert.Equal(changes.Expected(kind), reader.Held.Values.Select(post => $"{post.Id} {post.Text}").Order(StringComparer.Ordinal));
        // A search whose posts have moved says so when it cannot be sure; places never move.
        Assert.False(reader.SawGap && (kind != SearchKind.Keywords || query == "#foi"));
        Assert.True(reader.Held.Count > 5);
    }

    /// <summary>Holds what it read, as the service does.</summary>
    private sealed class HoldingReader(ScriptedMastodon mastodon, SourceRequest request)
    {
        private MastodonConnector connector = mastodon.Connect();
        private string? cursor;
        private SourceFailure? failure;

        public SortedDictionary<string, Post> Held { get; } = new(StringComparer.Ordinal);

        public bool SawGap { get; private set; }

        public async Task ReadSomeAsync(int pages, Random random)
        {
            for (var page = 0; page < pages; page++)
            {
                if (random.Next(4) == 0) connector = mastodon.Connect();
                var before = cursor;
                var more = await ReadAsync();
                // The page was stored but its cursor was not: it is read again.
                if (random.Next(6) == 0) cursor = before;
                else if (!more) return;
            }
        }

        public async Task DrainAsync()
        {
            // The run under way first, then one that sees everything.
            for (var run = 0; run < 2; run++)
            {
                for (var pages = 0; await ReadAsync(); pages++) Assert.True(pages < 1_000, "The reading does not end.");

                Assert.Null(failure);
            }
        }

        public async Task CheckAsync()
        {
            foreach (var batch in Held.Values.ToList().Chunk(connector.CheckBatch))
            {
                var read = await connector.CheckAsync(batch, CancellationToken.None);
                Assert.Null(read.Failure);
                foreach (var id in read.Gone) Held.Remove(id);
                foreach (var post in read.Changed) Held[post.Id] = post;
            }
        }

        private async Task<bool> ReadAsync()
        {
            var read = await connector.ReadAsync(request, cursor, CancellationToken.None);
            failure = read.Failure;
            if (read.Page is not { } page) return false;
            foreach (var post in page.Posts) Held[post.Id] = post;
            foreach (var id in page.Deleted) Held.Remove(id);
            SawGap |= page.PossibleGap;
            cursor = page.Cursor;
            return page.HasMore;
        }
    }

    /// <summary>What happens upstream.</summary>
    private sealed class Changes(FakeMastodon upstream, ScriptedMastodon mastodon, Random random)
    {
        private int number;

        public async Task MakeOneAsync(SearchKind kind, HoldingReader reader)
        {
            var comments = kind == SearchKind.AccountWithComments;
            var (own, some) = (upstream.Statuses.Values.Where(status => status.Acct == "ico@other.example" && status.IsKept).ToList(), upstream.Statuses.Values.ToList());
            switch (random.Next(10))
            {
                case 0 when some.Count > 0 && !comments:
                    upstream.Statuses.Remove(some[random.Next(some.Count)].Id);
                    break;
                case 0 when some.LastOrDefault(status => status.ReplyTo is not null) is { } comment:
                    // The platform only counts: one deleted and one added between two runs would look like none.
                    upstream.Refusals.Clear();
                    await reader.DrainAsync();
                    upstream.Statuses.Remove(comment.Id);
                    await reader.DrainAsync();
                    break;
                case 1 or 2 when some.Count > 0:
                    var edited = some[random.Next(some.Count)];
                    (edited.Text, edited.Edited) = (Words(), mastodon.Time.UtcNow);
                    break;
                case 3:
                    upstream.Refusals.Enqueue(random.Next(2) == 0 ? 503 : 429);
                    break;
                case 4 or 5 when comments && own.Count > 0:
                    upstream.Post(Words(), random.Next(5) == 0 ? "private" : "public", replyTo: own[random.Next(own.Count)].Id);
                    break;
                default:
                    // Delivered up to eight minutes after it was written.
                    upstream.Post(Words(), random.Next(6) switch { 0 => "private", 1 => "unlisted", _ => "public" }, TimeSpan.FromSeconds(random.Next(480)),
                        acct: kind is SearchKind.Account || comments || random.Next(2) == 0 ? "ico@other.example" : "pim@other.example", reblog: random.Next(12) == 0);
                    break;
            }
        }

        public IEnumerable<string> Expected(SearchKind kind) => upstream.Statuses.Values
            .Where(status => status.IsKept && (kind != SearchKind.Keywords || status.Visibility == "public"))
            .Select(status => string.Create(CultureInfo.InvariantCulture, $"{status.Id} {status.Text}")).Order(StringComparer.Ordinal);

        private string Words() => string.Create(CultureInfo.InvariantCulture, $"council #foi {number++}");
    }
}
