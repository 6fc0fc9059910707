using System.Diagnostics;
using System.Globalization;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Sources.Recorded;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Quartz;

namespace Listening.Benchmarks;

/// <summary>How quickly posts are deleted with all that belongs to them, and how long a writer waits meanwhile.</summary>
internal static class RetentionBenchmark
{
    public static async Task RunAsync(int posts)
    {
        var clock = new ShiftedTime();
        await using var bench = new Bench();
        await Corpus.WriteAsync(bench.Recording, posts, matching: true, TimeSpan.FromMilliseconds(1));
        await bench.StartAsync(RecordedPace.AtOnce, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await bench.UntilAsync(async db => await db.TriageItems.MaxAsync(item => (long?)item.PostId) ?? 0, posts, TimeSpan.FromMinutes(20));

        // The schedule would purge as well as soon as the clock has moved, and two purges get in each other's way.
        await (await bench.Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).Standby();
        clock.Shift = TimeSpan.FromDays(5.1);
        using var stop = new CancellationTokenSource();
        var longestWait = WriteAsync(bench, stop.Token);
        var watch = Stopwatch.StartNew();
        var outcome = await bench.Services.GetRequiredService<RetentionService>().PurgeAsync(CancellationToken.None);
        var took = watch.Elapsed;
        await stop.CancelAsync();
        var wait = await longestWait;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"deleted with matches, items, erasure: {outcome.Posts:N0} posts in {took.TotalSeconds:F2} s, {outcome.Posts / took.TotalSeconds:N0} posts/s; a writer waited {wait.TotalMilliseconds:F0} ms at most"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  database afterwards {new FileInfo(bench.DatabaseFile).Length / 1048576.0:F1} MB, resident memory {Bench.ResidentMegabytes():F0} MB"));
    }

    // A small write every 20 ms, as a person's action would be.
    private static async Task<TimeSpan> WriteAsync(Bench bench, CancellationToken stop)
    {
        var longest = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            await using (var db = bench.Open())
            {
                db.AuditEntries.Add(new AuditRow { At = DateTime.UnixEpoch, Actor = "system", Event = "benchmark", Subject = "benchmark", Reason = "benchmark" });
                await db.SaveChangesAsync(CancellationToken.None);
            }

            if (watch.Elapsed > longest) longest = watch.Elapsed;
            await Task.Delay(20, CancellationToken.None);
        }

        return longest;
    }

    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
