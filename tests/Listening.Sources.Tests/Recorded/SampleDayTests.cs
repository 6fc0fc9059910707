using System.Globalization;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Searches;
using Listening.Core.Triage;
using Listening.Sources.Recorded;
using Xunit;

namespace Listening.Sources.Tests.Recorded;

public sealed class SampleDayTests : IAsyncLifetime
{
    private static readonly DateTime Day = new(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc);
    private readonly List<PostLine> _lines = [];
    private readonly Dictionary<string, string> _queues = new(StringComparer.Ordinal);

    private IEnumerable<Post> Posts => _lines.Where(line => !line.Deleted).Select(line => line.Post).DistinctBy(post => post.Id);

    public async Task InitializeAsync()
    {
        await using var stream = SampleDay.Open();
        await foreach (var (number, line, error) in PostLines.ReadAsync(stream))
        {
            Assert.True(error is null, $"line {number}: {error}");
            _lines.Add(line!);
        }

        var file = Path.Combine(AppContext.BaseDirectory, "Recorded", "sample-day.queues.txt");
        foreach (var row in (await File.ReadAllLinesAsync(file)).Where(row => !row.StartsWith('#')))
        {
            var words = row.Split(' ');
            Assert.Equal(2, words.Length);
            _queues.Add(words[0], words[1]);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Holds_at_least_420_posts_12_edits_and_10_deletions()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var edits = _lines.Where(line => !line.Deleted).Count(line => !seen.Add(line.Post.Id));
        Assert.InRange(seen.Count, 420, 1000);
        Assert.InRange(edits, 12, 100);
        Assert.InRange(_lines.Count(line => line.Deleted), 10, 100);
    }

    [Fact]
    public void Every_deletion_and_every_edit_follows_its_post_and_an_edit_really_changes_it()
    {
        var current = new Dictionary<string, Post>(StringComparer.Ordinal);
        foreach (var line in _lines)
        {
            var known = current.TryGetValue(line.Post.Id, out var before);
            if (line.Deleted) Assert.True(known);
            if (line.Deleted) current.Remove(line.Post.Id);
            else current[line.Post.Id] = line.Post;
            if (line.Deleted || !known) continue;
            Assert.NotEqual(before!.Text, line.Post.Text);
            Assert.Equal((before.Author, before.CreatedAt, before.Url), (line.Post.Author, line.Post.CreatedAt, line.Post.Url));
        }
    }

    [Fact]
    public void Ids_are_digits_and_links_lead_to_reserved_hosts_only()
    {
        foreach (var post in Posts)
        {
            Assert.Matches("^[0-9]{15}$", post.Id);
            Assert.Equal($"https://social.example/@{post.Author.Handle}/{post.Id}", post.Url);
            Assert.All(post.Links, link =>
                Assert.True(new Uri(link).Host is "ico.org.uk" || new Uri(link).Host.EndsWith(".example", StringComparison.Ordinal), link));
        }
    }

    [Fact]
    public void One_account_has_one_id_and_one_name()
    {
        foreach (var account in Posts.Select(post => post.Author).GroupBy(author => author.Handle, StringComparer.Ordinal))
            Assert.Single(account.Distinct());
        Assert.Equal(
            Posts.DistinctBy(post => post.Author.Handle).Count(),
            Posts.DistinctBy(post => post.Author.Id).Count());
    }

    [Fact]
    public void Happens_on_one_day_between_six_and_half_past_eleven_in_order()
    {
        var times = Posts.Select(post => post.CreatedAt).ToArray();
        Assert.Equal(times.Order(), times);
        Assert.Equal(Day.AddHours(6), times[0].AddSeconds(-times[0].Second));
        Assert.True(times[^1] <= Day.AddHours(23.5));
        Assert.True(times.Count(time => time < Day.AddHours(12)) > times.Length / 2);
    }

    [Fact]
    public void Threads_resolve_to_earlier_posts_and_to_their_first()
    {
        var byId = Posts.ToDictionary(post => post.Id, StringComparer.Ordinal);
        var replies = Posts.Where(post => post.ReplyTo is not null).ToArray();
        Assert.InRange(replies.Length, 40, 200);
        foreach (var reply in replies)
        {
            var parent = byId[reply.ReplyTo!];
            Assert.True(parent.CreatedAt < reply.CreatedAt);
            Assert.Equal(parent.Conversation, reply.Conversation);
            Assert.Null(byId[reply.Conversation!].ReplyTo);
        }
    }

    [Fact]
    public void Hashtags_and_mentions_stand_in_the_text()
    {
        foreach (var post in Posts)
        {
            Assert.All(post.Hashtags, tag => Assert.Contains("#" + tag, post.Text, StringComparison.Ordinal));
            Assert.All(post.Mentions, handle => Assert.Contains("@" + handle, post.Text, StringComparison.Ordinal));
            Assert.All(post.Links, link => Assert.Contains(link, post.Text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_two_posts_say_the_same_except_where_news_is_syndicated()
    {
        Assert.Empty(Posts.GroupBy(post => post.Text, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.InRange(Posts.Count(post => post.Text.StartsWith("ICO fines Harrowgate Parcels £1.4m", StringComparison.Ordinal)), 3, 10);
    }

    [Fact]
    public void Holds_Welsh_posts_and_hostile_ones()
    {
        Assert.InRange(Posts.Count(post => post.Lang == "cy"), 15, 100);
        Assert.Contains(Posts, post => post.Text.Contains("<script>", StringComparison.Ordinal));
        Assert.Contains(Posts, post => post.Text.Contains('\u202E'));
        Assert.Contains(Posts, post => post.Text.Contains('\u2028'));
        Assert.Contains(Posts, post => post.Text.Contains('\u001B'));
        Assert.Contains(Posts, post => post.Text.Contains('\u200B'));
        Assert.Contains(Posts, post => post.Text.Split(' ').Any(word => word.Length > 500));
        Assert.Contains(Posts, post => post.Text.Count(c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) > 50);
        Assert.Contains(Posts, post => post.Author.Name.Contains('<'));
    }

    [Fact]
    public void The_table_of_queues_names_every_post_once_and_nothing_else()
    {
        Assert.Equal(Posts.Select(post => post.Id), _queues.Keys);
        Assert.All(_queues.Values, queue => Assert.True(queue == "-" || TriageQueues.Find(queue) is not null, queue));
    }

    [Fact]
    public void Every_queue_has_its_share()
    {
        foreach (var queue in TriageQueues.All)
            Assert.InRange(_queues.Values.Count(value => value == queue.Name()), queue == TriageQueue.Unsorted ? 15 : 25, 200);
        Assert.InRange(_queues.Values.Count(value => value == "-"), 60, 200);
    }

    [Fact]
    public void A_post_has_a_queue_exactly_when_an_example_search_finds_it()
    {
        var wrong = _lines.Where(line => !line.Deleted)
            .Where(line => ExampleSearches.All.Any(search => QueryMatcher.Matches(search.Query, line.Post)) == (_queues[line.Post.Id] == "-"));
        Assert.Empty(wrong.Select(line => $"{_queues[line.Post.Id]}: {line.Post.Text}"));
    }

    [Fact]
    public void Every_example_search_finds_its_share()
    {
        foreach (var search in ExampleSearches.All)
            Assert.InRange(Posts.Count(post => QueryMatcher.Matches(search.Query, post)), 10, 250);
    }

    [Fact]
    public void The_first_quarter_of_an_hour_holds_posts_for_all_seven_queues()
    {
        var early = Posts.Where(post => post.CreatedAt < Day.AddHours(6.25)).Select(post => _queues[post.Id]);
        Assert.Equal(TriageQueues.All.Select(queue => queue.Name()).Order(StringComparer.Ordinal), early.Where(queue => queue != "-").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Plays_in_a_minute_from_first_to_last_without_a_file()
    {
        using var folder = new RecordingFolder();
        var connector = folder.Connector(null, RecordedPace.Shortened, speed: 1440);
        var first = await RecordingFolder.Page(connector, null);
        folder.Clock.Advance(TimeSpan.FromSeconds(20));
        var some = await RecordingFolder.All(connector, first.Cursor);
        Assert.InRange(some.Sum(page => page.Posts.Count), 250, 400);
        folder.Clock.Advance(TimeSpan.FromSeconds(40));
        var rest = await RecordingFolder.All(connector, some[^1].Cursor);
        Assert.Equal(
            _lines.Where(line => !line.Deleted).Select(line => line.Post.Id),
            RecordingFolder.Ids([first, .. some, .. rest]));
        Assert.Equal(_lines.Count(line => line.Deleted), some.Concat(rest).Sum(page => page.Deleted.Count));
    }
}
