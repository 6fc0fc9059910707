using Listening.Application.Auditing;
using Listening.Application.Meetings;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Content;
using Listening.Core.Retention;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Meetings;

/// <summary>Posts are collected at noon of 10 March; the limit is five days, of the platform's source as well.</summary>
public abstract class KeepingForMeetings(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private const string Noise = "ICO presale is live, join the token sale before the bitcoin moon";

    private int _search;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _search = await Pipeline.AddSearchAsync("mentions", "ico OR apple");
    }

    [AvailableFact]
    public async Task Keeps_an_item_until_five_days_after_the_meeting_and_the_rest_as_before()
    {
        await CollectAsync("report", "apple");
        await CollectAsync("other", "apple");
        var meeting = await AddAsync(days: 7);
        Assert.Equal(new MeetingKept(1, 0), await KeepAsync(meeting, "report"));

        Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal("apple", (await Pipeline.HeldAsync())["report"].Text);
        Assert.Equal("meeting.1", ContentKeyId.FromValue((await RowOfAsync("report"))!.KeyId).ToString());

        Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
        var entry = (await RowsAsync<DeletionLogRow>()).Single(row => row.Rule == RetentionRule.Meeting);
        Assert.Equal((1, 12 * 24), (entry.Posts, entry.RuleHours));
        Assert.DoesNotContain("meeting.1.key", Directory.GetFiles(Pipeline.KeyFolder).Select(Path.GetFileName));
    }

    [AvailableFact]
    public async Task Never_keeps_longer_than_thirty_one_days()
    {
        await CollectAsync("1", "apple");
        await KeepAsync(await AddAsync(days: 30), "1");

        Assert.Equal(Clock.UtcNow.AddDays(31), (await RowOfAsync("1"))!.DueAt);
    }

    [AvailableFact]
    public async Task Does_not_keep_noise_or_what_is_gone()
    {
        await CollectAsync("noise", Noise);
        await CollectAsync("late", "apple");
        var meeting = await AddAsync(days: 7);
        var late = (await RowOfAsync("late"))!.Id;
        Assert.Equal(new MeetingKept(0, 1), await KeepAsync(meeting, "noise"));

        Clock.Advance(TimeSpan.FromDays(5));
        var (kept, _) = await Meetings.KeepAsync(meeting, [late], Operation, CancellationToken.None);
        Assert.Equal(new MeetingKept(0, 1), kept);
        Assert.Equal(2, (await Pipeline.PurgeAsync()).Posts);
    }

    [AvailableFact]
    public async Task Refuses_a_meeting_that_was_or_is_too_far_ahead()
    {
        Assert.NotNull((await Meetings.AddAsync(Clock.UtcNow, Operation, CancellationToken.None)).Refusal);
        Assert.NotNull((await Meetings.AddAsync(Clock.UtcNow.AddDays(32), Operation, CancellationToken.None)).Refusal);
        Assert.NotNull((await Meetings.KeepAsync(1, [1], Operation, CancellationToken.None)).Refusal);
        Assert.Equal(0, await CountAsync<MeetingRow>());
    }

    private MeetingService Meetings => Pipeline.Get<MeetingService>();

    private OperationContext Operation => new("1", Clock.UtcNow, "Test.");

    private async Task<int> AddAsync(int days) =>
        (await Meetings.AddAsync(Clock.UtcNow.AddDays(days), Operation, CancellationToken.None)).Id!.Value;

    private async Task<MeetingKept?> KeepAsync(int meeting, string id) =>
        (await Meetings.KeepAsync(meeting, [(await RowOfAsync(id))!.Id], Operation, CancellationToken.None)).Kept;

    private async Task CollectAsync(string id, string text)
    {
        Source.Add(Post(id, text));
        await Pipeline.CollectAsync(_search);
        await Pipeline.RouteAsync();
    }
}

public abstract class KeepingForMeetingsOnALimitedPlatform(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    protected override int? KeepHours => 48;

    [AvailableFact]
    public async Task Keeps_nothing_longer_than_its_platform_allows()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple");
        Source.Add(Post("1", "apple"));
        await Pipeline.CollectAsync(search);
        await Pipeline.RouteAsync();
        var operation = new OperationContext("1", Clock.UtcNow, "Test.");
        var meetings = Pipeline.Get<MeetingService>();
        var (meeting, _) = await meetings.AddAsync(Clock.UtcNow.AddDays(1), operation, CancellationToken.None);

        var (kept, _) = await meetings.KeepAsync(meeting!.Value, [(await RowOfAsync("1"))!.Id], operation, CancellationToken.None);

        Assert.Equal(new MeetingKept(0, 1), kept);
        Assert.Equal(Clock.UtcNow.AddDays(2), (await RowOfAsync("1"))!.DueAt);
    }
}

public sealed class KeepingForMeetingsOnSqlite() : KeepingForMeetings(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class KeepingForMeetingsOnPostgreSql() : KeepingForMeetings(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class KeepingForMeetingsOnSqlServer() : KeepingForMeetings(TestDatabases.SqlServerAsync);

public sealed class KeepingForMeetingsOnALimitedPlatformOnSqlite() : KeepingForMeetingsOnALimitedPlatform(TestDatabases.SqliteAsync);
