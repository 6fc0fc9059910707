using Listening.Application.Auditing;
using Listening.Application.Foi;
using Listening.Application.Meetings;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Foi;
using Listening.Core.Posts;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Meetings;

/// <summary>Posts are collected at noon of 10 March and kept five days; authorities 1 and 2 are known, and 3 was dropped.</summary>
public abstract class MeetingTest(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private int _search;

    protected MeetingService Meetings => Pipeline.Get<MeetingService>();

    protected MeetingChanges Changes => Pipeline.Get<MeetingChanges>();

    protected MeetingAgenda Agenda => Pipeline.Get<MeetingAgenda>();

    protected OperationContext Operation => new("1", Clock.UtcNow, "Test.");

    protected static CancellationToken None => CancellationToken.None;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _search = await Pipeline.AddSearchAsync("mentions", "ico OR apple");
        await using var db = Pipeline.Open();
        var now = Clock.UtcNow;
        foreach (var (name, removed) in new[] { ("Ambleford Borough Council", false), ("Wexmoor Police", false), ("Old Ambleford Council", true) })
        {
            db.Add(new AuthorityRow { Name = name, ChangedAt = now, RemovedAt = removed ? now : null });
            await db.SaveChangesAsync();
        }
    }

    protected async Task<int> AddAsync(double days)
    {
        var (id, refusal) = await Meetings.AddAsync(Clock.UtcNow.AddDays(days), Operation, None);
        Assert.Null(refusal);
        return id!.Value;
    }

    protected async Task KeepAsync(int meeting, params string[] ids)
    {
        foreach (var id in ids) Assert.Equal(new MeetingKept(1, 0), (await Meetings.KeepAsync(meeting, [(await RowOfAsync(id))!.Id], Operation, None)).Kept);
    }

    protected async Task CollectAsync(string id, string text = "apple", string? author = null)
    {
        Source.Add(author is null ? Post(id, text) : Post(id, text) with { Author = new Author(author, author, author) });
        await Pipeline.CollectAsync(_search);
        await Pipeline.RouteAsync();
    }

    protected async Task SightAsync(string id, int authority, SightingState state, params FoiSignalKind[] signals)
    {
        var post = (await RowOfAsync(id))!.Id;
        await using var db = Pipeline.Open();
        db.Add(new SightingRow { PostId = post, AuthorityId = authority, State = state });
        foreach (var kind in signals) db.Add(new PostSignalRow { PostId = post, Kind = kind });
        await db.SaveChangesAsync();
    }

    protected async Task<MeetingRow> MeetingAsync(int id) => (await RowsAsync<MeetingRow>()).Single(row => row.Id == id);

    protected async Task<DateTime> DueAsync(string id)
    {
        var due = (await RowOfAsync(id))!.DueAt;
        Assert.Equal(due, (await ItemOfAsync(id))!.DueAt);
        return due;
    }

    protected async Task<string?> MoveAsync(int id, double days) =>
        (await Changes.MoveAsync(id, (await MeetingAsync(id)).Version, Clock.UtcNow.AddDays(days), Operation, None)).Refusal;

    protected async Task<string?> CloseAsync(int id) => (await Changes.CloseAsync(id, (await MeetingAsync(id)).Version, Operation, None)).Refusal;

    protected async Task<List<AuditRow>> EntriesAsync(string @event) => [.. (await RowsAsync<AuditRow>()).Where(row => row.Event == @event)];
}
