using System.Diagnostics;
using System.Globalization;
using Listening.Application.Foi;
using Listening.Application.Storage;
using Listening.Core.Foi;
using Listening.Sources.Recorded;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Benchmarks;

/// <summary>How long the server takes for the ranking of authorities, on SQLite, with as many authorities as asked for and 100,000 counted signals of the last four weeks.</summary>
internal static class RankingBenchmark
{
    private const int Signals = 100_000;
    private static readonly string[] Pages = ["/authorities", "/authorities?page=2", "/authorities?kind=police", "/authorities?q=council&nation=Wales", "/authorities/7"];

    public static async Task RunAsync(int authorities)
    {
        await using var bench = new Bench();
        await Corpus.WriteAsync(bench.Recording, 100, matching: true, TimeSpan.FromMilliseconds(1));
        await bench.StartAsync(RecordedPace.AtOnce, Person.Admit);
        await FillAsync(bench, authorities);
        var board = bench.Services.GetRequiredService<AuthorityBoard>();
        var person = await Person.SignInAsync(bench, 0);
        await person.ReadAsync(Pages[0]);

        using var durations = new ServerDurations();
        for (var round = 0; round < 40; round++)
            foreach (var page in Pages) await person.ReadAsync(page);
        durations.Report("read again and again");
        durations.Clear();
        for (var round = 0; round < 20; round++)
        {
            board.CountAnew();
            await person.ReadAsync(Pages[0]);
        }

        durations.Report("each time counted anew");
        var watch = Stopwatch.StartNew();
        board.CountAnew();
        await board.ReadAsync(CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"counting alone {watch.Elapsed.TotalMilliseconds:F0} ms; resident memory {Bench.ResidentMegabytes():F0} MB"));
        await person.WeighAsync(Pages[0]);
    }

    // A few authorities have most of what is said, as everywhere.
    private static async Task FillAsync(Bench bench, int authorities)
    {
        var random = new Random(7);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var db = bench.Open();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var first = await db.Authorities.MaxAsync(row => (int?)row.Id) ?? 0;
        for (var at = 1; at <= authorities; at++)
        {
            db.Authorities.Add(new AuthorityRow
            {
                Id = first + at,
                Name = string.Create(CultureInfo.InvariantCulture, $"Made-up {at} Council"),
                Kind = (AuthorityKind)(at % 22),
                Nation = at % 5 == 0 ? "Wales" : "England",
                ChangedAt = now,
            });
        }

        var counts = new Dictionary<(int Authority, int Age, int Kind), int>();
        for (var at = 0; at < Signals; at++)
        {
            var authority = first + 1 + (int)(authorities * Math.Pow(random.NextDouble(), 3));
            var age = random.Next(ConcernScore.Days);
            foreach (var kind in new[] { random.Next(11), AuthorityCountKinds.Posts, AuthorityCountKinds.Authors })
                counts[(authority, age, kind)] = counts.GetValueOrDefault((authority, age, kind)) + 1;
        }

        db.AuthorityCounts.AddRange(counts.Select(count => new AuthorityCountRow { AuthorityId = count.Key.Authority, Day = DateOnly.FromDateTime(now).AddDays(-count.Key.Age), Kind = count.Key.Kind, Count = count.Value }));
        await db.SaveChangesAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{authorities:N0} authorities, {Signals:N0} signals in {counts.Count:N0} rows of counts"));
    }
}
