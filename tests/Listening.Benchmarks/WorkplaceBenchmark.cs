using System.Globalization;
using Listening.Core.Triage;
using Listening.Sources.Recorded;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Listening.Benchmarks;

/// <summary>
/// How long the server takes for the pages of the workplace while people read and act at once, on SQLite, with a hundred
/// thousand open items in one queue; and what a page weighs.
/// </summary>
internal static class WorkplaceBenchmark
{
    private const int Users = 50;
    private static readonly TimeSpan Think = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmsUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(int open)
    {
        await using var bench = new Bench();
        await Corpus.WriteAsync(bench.Recording, open * 5 / 2, matching: true, TimeSpan.FromMilliseconds(1));
        await bench.StartAsync(RecordedPace.AtOnce, Person.Admit);
        await bench.UntilAsync(async db => await db.TriageItems.CountAsync(), open * 5 / 2, TimeSpan.FromMinutes(20));
        await (await bench.Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).Standby();
        await using (var db = bench.Open())
        {
            // One queue with all that is open; the rest was closed.
            await db.TriageItems.ExecuteUpdateAsync(row => row.SetProperty(item => item.Queue, TriageQueue.Enquiry));
            var closed = await db.TriageItems.OrderBy(item => item.PostId).Skip(open * 3 / 2).Select(item => item.PostId).FirstAsync();
            await db.TriageItems.Where(item => item.PostId < closed).ExecuteUpdateAsync(row => row.SetProperty(item => item.State, ItemState.Closed).SetProperty(item => item.Outcome, ItemOutcome.NoAction));
        }

        using var durations = new ServerDurations();
        var visitors = new List<Person>();
        for (var at = 0; at < Users; at++) visitors.Add(await Person.SignInAsync(bench, at));
        await visitors[0].ReadAsync("/queues/enquiry");
        // The first seconds are the just-in-time compiler's and the first reading of everything that is held.
        using (var warm = new CancellationTokenSource(WarmsUp))
            await Task.WhenAll(visitors.Select(visitor => visitor.WorkAsync(Think, warm.Token)));
        durations.Report("the first half minute after a start");
        durations.Clear();
        var (processor, paused) = (Bench.ProcessorTime(), GC.GetTotalPauseDuration());
        using var end = new CancellationTokenSource(Lasts);
        await Task.WhenAll(visitors.Select(visitor => visitor.WorkAsync(Think, end.Token)));
        durations.Report("the minute after it");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"actions done {visitors.Sum(visitor => visitor.Acts):N0}, refused because somebody was quicker {visitors.Sum(visitor => visitor.Refused):N0}; {Users} people, a page every {Think.TotalSeconds:F0} s each; {(Bench.ProcessorTime() - processor).TotalSeconds:F1} s of processor time, {(GC.GetTotalPauseDuration() - paused).TotalSeconds:F2} s paused"));
        foreach (var path in new[] { "/", "/queues/enquiry", visitors[0].LastItem }) await visitors[0].WeighAsync(path);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"resident memory {Bench.ResidentMegabytes():F0} MB"));
    }
}
