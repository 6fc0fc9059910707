using Listening.Application.Tests.Pipeline;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Triage;

public abstract class ReadingQueues(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private const string Enquiry = "How do I contact the ICO about";
    private const string Noise = "ICO presale is live, join the token sale, number";

    private int _search;

    private ITriageReader Reader => Pipeline.Get<ITriageReader>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _search = await Pipeline.AddSearchAsync("mentions", "ico");
    }

    [AvailableFact]
    public async Task Summarises_every_queue_with_its_oldest_and_what_is_due_soon()
    {
        var start = Clock.UtcNow;
        await CollectAsync(("old", $"{Enquiry} one"));
        Clock.Advance(TimeSpan.FromDays(1));
        await CollectAsync(("young", $"{Enquiry} two"), ("noise", $"{Noise} 1"));

        Clock.UtcNow = start.AddDays(1).AddHours(12);
        var summaries = await Reader.SummariseAsync(CancellationToken.None);

        Assert.Equal(TriageQueues.All, summaries.Select(summary => summary.Queue));
        Assert.Equal(new QueueSummary(TriageQueue.Enquiry, 2, start, 0, 2), summaries.Single(summary => summary.Queue == TriageQueue.Enquiry));
        Assert.Equal(new QueueSummary(TriageQueue.Noise, 1, start.AddDays(1), 1, 1), summaries.Single(summary => summary.Queue == TriageQueue.Noise));
        Assert.Equal(new QueueSummary(TriageQueue.Complaint, 0, null, 0, 0), summaries.Single(summary => summary.Queue == TriageQueue.Complaint));
        Assert.Equal(DateTimeKind.Utc, summaries[0].OldestCollectedAt!.Value.Kind);
    }

    [AvailableFact]
    public async Task Pages_through_a_queue_newest_first_without_loss_or_doubling()
    {
        for (var i = 0; i < 6; i++)
            await CollectAsync([.. Enumerable.Range(0, 11).Select(j => j == 10 ? ($"n{i}", $"{Noise} {i}") : ($"{i}-{j}", $"{Enquiry} {i} {j}"))]);

        var (seen, sizes) = (new List<long>(), new List<int>());
        ItemCursor? after = null;
        do
        {
            var page = await Reader.ListAsync(new ItemFilter(TriageQueue.Enquiry) { After = after }, CancellationToken.None);
            Assert.Equal(60, page.Total);
            seen.AddRange(page.Items.Select(item => item.Id));
            sizes.Add(page.Items.Count);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal([25, 25, 10], sizes);
        Assert.Equal(seen.Distinct().OrderDescending(), seen);
        Assert.Equal(60, seen.Count);
    }

    [AvailableFact]
    public async Task Shows_no_post_that_is_due_although_no_purge_came_yet()
    {
        await CollectAsync(("old", $"{Enquiry} one"));
        var old = (await RowOfAsync("old"))!.Id;
        Clock.Advance(TimeSpan.FromDays(1));
        await CollectAsync(("young", $"{Enquiry} two"));
        var young = (await RowOfAsync("young"))!.Id;
        Assert.NotNull(await Reader.FindAsync(old, CancellationToken.None));

        Clock.Advance(TimeSpan.FromDays(4));

        Assert.Null(await Reader.FindAsync(old, CancellationToken.None));
        Assert.NotNull(await Reader.FindAsync(young, CancellationToken.None));
        Assert.Equal([young], await ListedAsync(new ItemFilter(TriageQueue.Enquiry)));
        Assert.Equal([young], await ListedAsync(new ItemFilter(TriageQueue.Enquiry) { Sample = true }));
        Assert.Equal([young], await ListedAsync(new ItemFilter(TriageQueue.Enquiry) { Text = Parse("contact") }));
        Assert.Equal(1, (await Reader.SummariseAsync(CancellationToken.None)).Sum(summary => summary.Open));
    }

    [AvailableFact]
    public async Task Searches_the_texts_of_one_queue_page_by_page()
    {
        await CollectAsync([.. Enumerable.Range(0, 12).Select(i => ($"{i}", i % 2 == 0 ? $"{Enquiry} badgers {i}" : $"{Noise} badgers {i}"))]);
        var wanted = new List<long>();
        for (var i = 10; i >= 0; i -= 2) wanted.Add((await RowOfAsync($"{i}"))!.Id);
        await CollectAsync(("other", $"{Enquiry} foxes"));
        var filter = new ItemFilter(TriageQueue.Enquiry) { Size = 4, Text = Parse("badgers") };

        var first = await Reader.ListAsync(filter, CancellationToken.None);
        var second = await Reader.ListAsync(filter with { After = first.Next }, CancellationToken.None);

        Assert.Equal(wanted.OrderDescending(), first.Items.Concat(second.Items).Select(item => item.Id));
        Assert.Equal((4, 6, 6), (first.Items.Count, first.Total, second.Total));
        Assert.Null(second.Next);
    }

    [AvailableFact]
    public async Task Finds_a_text_of_a_queue_behind_a_thousand_newer_ones_of_another()
    {
        await CollectAsync(("asked", $"{Enquiry} badgers"));
        await CollectAsync([.. Enumerable.Range(0, 1100).Select(i => ($"{i}", $"The ICO is a disgrace, badgers {i}"))]);

        Assert.Equal([(await RowOfAsync("asked"))!.Id], await ListedAsync(new ItemFilter(TriageQueue.Enquiry) { Text = Parse("badgers") }));
    }

    [AvailableFact]
    public async Task Finds_what_an_edit_says_and_not_what_was_there_before()
    {
        await CollectAsync(("1", $"{Enquiry} badgers"), ("2", $"{Enquiry} badgers"));
        var filter = new ItemFilter(TriageQueue.Enquiry) { Text = Parse("badgers") };
        Assert.Equal(2, (await ListedAsync(filter)).Count);

        await CollectAsync(("1", $"{Enquiry} foxes"));

        Assert.Equal([(await RowOfAsync("2"))!.Id], await ListedAsync(filter));
        Assert.Equal([(await RowOfAsync("1"))!.Id], await ListedAsync(filter with { Text = Parse("foxes") }));
    }

    [AvailableFact]
    public async Task Draws_a_sample_of_the_size_that_is_asked_for()
    {
        await CollectAsync([.. Enumerable.Range(0, 40).Select(i => ($"{i}", $"{Noise} {i}"))]);
        await CollectAsync(("asked", $"{Enquiry} one"));

        var samples = new List<ItemPage>();
        for (var i = 0; i < 5; i++) samples.Add(await Reader.ListAsync(new ItemFilter(TriageQueue.Noise) { Size = 7, Sample = true }, CancellationToken.None));

        Assert.All(samples, sample => Assert.Equal((7, 40, null), (sample.Items.Select(item => item.Id).Distinct().Count(), sample.Total, sample.Next)));
        Assert.All(samples.SelectMany(sample => sample.Items), item => Assert.Equal(TriageQueue.Noise, item.Queue));
        // Five equal draws of 7 out of 40 do not happen.
        Assert.NotEqual(7, samples.SelectMany(sample => sample.Items).Select(item => item.Id).Distinct().Count());
    }

    [AvailableFact]
    public async Task Marks_the_words_of_all_searches_that_found_a_post_and_joins_what_overlaps()
    {
        await Pipeline.AddSearchAsync("phrase", "\"contact the ico\"");
        await Pipeline.AddSearchAsync("word", "badgers");
        await Pipeline.AddSearchAsync("elsewhere", "foxes");
        await CollectAsync(("1", $"{Enquiry} badgers"));

        var item = await Reader.FindAsync((await RowOfAsync("1"))!.Id, CancellationToken.None);

        Assert.Equal(["mentions", "phrase", "word"], item!.FoundBy.Select(found => found.Search));
        Assert.All(item.FoundBy, found => Assert.Equal(1, found.Version));
        var text = item.Post!.Text;
        Assert.Equal(["contact the ICO", "badgers"], item.Spans.Select(span => text.Substring(span.Start, span.Length)));
    }

    [AvailableFact]
    public async Task Tells_everything_about_one_item_and_nothing_of_another_number()
    {
        await CollectAsync(("1", $"{Enquiry} badgers"));
        var row = await RowOfAsync("1");

        var item = await Reader.FindAsync(row!.Id, CancellationToken.None);

        Assert.Null(await Reader.FindAsync(row.Id + 1, CancellationToken.None));
        Assert.Equal(("list", TriageQueue.Enquiry, Clock.UtcNow, Clock.UtcNow.AddDays(5)), (item!.SourceName, item.Queue, item.CollectedAt, item.DueAt));
        Assert.Equal(($"{Enquiry} badgers", "handle1"), (item.Post!.Text, item.Post.Author.Handle));
        Assert.Equal(0.85, item.Confidence, 3);
        Assert.Equal(Listening.Core.Routing.RoutingRules.Default.Version, item.RuleSetVersion);
    }

    private static Query Parse(string text) => Query.Parse(text).Query!;

    private async Task<List<long>> ListedAsync(ItemFilter filter) =>
        [.. (await Reader.ListAsync(filter, CancellationToken.None)).Items.Select(item => item.Id)];

    private async Task CollectAsync(params (string Id, string Text)[] posts)
    {
        Source.Add([.. posts.Select(post => Post(post.Id, post.Text))]);
        await Pipeline.CollectAsync(_search);
        await Pipeline.RouteAsync();
    }
}

public sealed class ReadingQueuesOnSqlite() : ReadingQueues(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class ReadingQueuesOnPostgreSql() : ReadingQueues(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class ReadingQueuesOnSqlServer() : ReadingQueues(TestDatabases.SqlServerAsync);
