using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Holds;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Content;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Retention;

/// <summary>
/// A simulated service that purges every quarter of an hour for so many days, outages of up to six days not counted,
/// through clocks put back and forward: nothing past its limit can be read, nothing goes before its limit, and no key outlives its day.
/// </summary>
public abstract class NinetyDays(Func<Task<TestDatabase>> database, int days) : PipelineTest(database)
{
    private const string Noise = "ICO presale is live, join the token sale before the bitcoin moon";
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(15);

    private readonly Random _random = new(20260310);
    private readonly Dictionary<string, DateTime> _limits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTime> _holds = new(StringComparer.Ordinal);
    private int _here;
    private int _there;
    private int _posts;

    /// <summary>The source named list stands for a platform that allows two days.</summary>
    protected override int? KeepHours => 48;

    /// <summary>90 days in the long programme.</summary>
    protected static int Days(int usual) => Environment.GetEnvironmentVariable("LISTENING_TESTS_FULL") is null ? usual : 90;

    [AvailableFact]
    public async Task Nothing_past_its_limit_can_be_read_and_nothing_goes_before_it()
    {
        _here = await Pipeline.AddSearchAsync("here", "ico");
        _there = await Pipeline.AddSearchAsync("there", "ico", source: "platform");
        var (started, outages, ticks) = (Clock.UtcNow, 0, days * 96);
        for (var tick = 0; tick < ticks; tick++)
        {
            var outage = tick % 250 == 249;
            Clock.Advance(outage ? Tick * _random.Next(4, 6 * 96) : ClockChange(tick) + Tick);
            if (outage) outages++;
            // A start purges before it serves; a tick may collect before it purges.
            if (!outage && _random.Next(4) == 0) await CollectAsync();
            await Pipeline.PurgeAsync();
            await CheckAsync();
            if (tick % 150 == 75) await HoldSomethingAsync();
        }

        Assert.True(Clock.UtcNow - started > TimeSpan.FromDays(days) && outages >= days / 3, $"{started:u} to {Clock.UtcNow:u}, {outages} outages");
        Assert.True(_posts > ticks / 8, $"{_posts} posts");
        Assert.Equal(_posts, (await RowsAsync<DeletionLogRow>()).Sum(entry => entry.Posts) + await CountAsync<PostRow>());
        Assert.Empty(await RowsAsync<IncidentRow>());
    }

    // An hour back and forth as where the clock is local time, and minutes as where it is set right.
    private TimeSpan ClockChange(int tick) => (tick % 300) switch
    {
        100 => -TimeSpan.FromHours(1),
        200 => TimeSpan.FromHours(1),
        250 => -TimeSpan.FromMinutes(7),
        _ => TimeSpan.Zero,
    };

    private async Task CollectAsync()
    {
        var now = Clock.UtcNow;
        var (noise, limited, usual) = (Next("noise"), Next("limited"), Next("usual"));
        Source.Add(Post(limited, "How do I reach the ICO?"), Post(noise, Noise));
        Pipeline.Platform.Add(Post(usual, "How do I reach the ICO?"));
        await Pipeline.CollectAsync(_here);
        await Pipeline.CollectAsync(_there, "platform");
        await Pipeline.RouteAsync();
        (_limits[noise], _limits[limited], _limits[usual]) = (now.AddHours(24), now.AddHours(48), now.AddHours(120));
    }

    private async Task HoldSomethingAsync()
    {
        var held = (await Pipeline.HeldAsync()).Keys.Where(id => !_holds.ContainsKey(id) && _limits[id] > Clock.UtcNow).Take(2).ToList();
        if (held.Count == 0) return;
        var ids = new List<long>();
        foreach (var id in held) ids.Add((await RowOfAsync(id, id.StartsWith("usual", StringComparison.Ordinal) ? "platform" : "list"))!.Id);
        var draft = new HoldDraft { Reason = HoldReason.SubjectAccessRequest, Reference = "IC-1", Items = ids, EndsAt = Clock.UtcNow.AddDays(7) };
        var holds = Pipeline.Get<HoldService>();
        var asked = await holds.AskAsync(draft, new OperationContext("1", Clock.UtcNow, "Test."), CancellationToken.None);
        await holds.DecideAsync(asked.HoldId!.Value, approve: true, new OperationContext("2", Clock.UtcNow, "Test."), CancellationToken.None);
        foreach (var id in held) _holds[id] = draft.EndsAt;
    }

    private async Task CheckAsync()
    {
        var now = Clock.UtcNow;
        var readable = (await Pipeline.HeldAsync()).Keys.ToHashSet(StringComparer.Ordinal);
        Assert.True(readable.All(id => KeptUntil(id) > now), Describe("can still be read", readable.Where(id => KeptUntil(id) <= now)));
        var early = _limits.Keys.Where(id => KeptUntil(id) > now && !readable.Contains(id)).ToList();
        Assert.True(early.Count == 0, Describe("is gone too early", early));
        Assert.DoesNotContain(Pipeline.Get<IContentKeys>().List(), key => key.DiesAt <= now);
        // What was gone once stays gone when the clock is put back.
        foreach (var id in _limits.Keys.Where(id => KeptUntil(id) <= now).ToList()) _limits.Remove(id);
    }

    private DateTime KeptUntil(string id)
    {
        if (!_limits.TryGetValue(id, out var limit)) return DateTime.MinValue;
        return _holds.TryGetValue(id, out var end) && end > limit ? end : limit;
    }

    private string Describe(string what, IEnumerable<string> ids) => string.Join(
        "; ", ids.Take(3).Select(id => string.Create(CultureInfo.InvariantCulture, $"{id} {what} at {Clock.UtcNow:u}, kept until {KeptUntil(id):u}, on hold: {_holds.ContainsKey(id)}")));

    private string Next(string kind)
    {
        _posts++;
        return string.Create(CultureInfo.InvariantCulture, $"{kind}-{_posts}");
    }
}

public sealed class NinetyDaysOnSqlite() : NinetyDays(TestDatabases.SqliteAsync, Days(4));

[Needs(Peer.PostgreSql)]
public sealed class NinetyDaysOnPostgreSql() : NinetyDays(TestDatabases.PostgreSqlAsync, Days(3));
