using System.Globalization;
using BenchmarkDotNet.Running;
using Listening.Benchmarks;

// Figures of docs/performance.md: dotnet run -c Release --project tests/Listening.Benchmarks -- matching
var what = args.Length > 0 ? args[0] : "";
var size = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
switch (what)
{
    case "matching":
        await PipelineBenchmark.MatchingAsync(size > 0 ? size : 500_000);
        return 0;
    case "reading":
        await PipelineBenchmark.NotMatchingAsync(size > 0 ? size : 2_000_000);
        return 0;
    case "latency":
        await PipelineBenchmark.LatencyAsync(size > 0 ? size : 60);
        return 0;
    case "retention":
        await RetentionBenchmark.RunAsync(size > 0 ? size : 500_000);
        return 0;
    case "workplace":
        await WorkplaceBenchmark.RunAsync(size > 0 ? size : 100_000);
        return 0;
    case "ranking":
        await RankingBenchmark.RunAsync(size > 0 ? size : 45_000);
        return 0;
    case "feeds":
        await FeedBenchmark.RunAsync(size > 0 ? size : 1_000);
        return 0;
    case "feed-server":
        // Started by "feeds".
        await FeedServer.RunAsync();
        return 0;
    case "banner":
        await BannerBenchmark.RunAsync(size > 0 ? size : 60);
        return 0;
    case "append":
        await LogBenchmark.AppendAsync(size > 0 ? size : 200_000);
        return 0;
    case "verify":
        await LogBenchmark.VerifyAsync(size > 0 ? size : 1_000_000);
        return 0;
    case "start":
        await StartBenchmark.RunAsync(size > 0 ? size : 5, args.Length > 2 ? args[2] : AppContext.BaseDirectory);
        return 0;
    case "stages":
        await StageBenchmark.RunAsync(size > 0 ? size : 100_000);
        return 0;
    case "follow":
        await FollowingBenchmark.RunAsync(size > 0 ? size : 10_000_000);
        return 0;
    case "stream":
        StreamBenchmark.Run(size > 0 ? [size] : [50, 1_000, 10_000, 100_000]);
        return 0;
    case "matcher":
        BenchmarkRunner.Run<MatchingBenchmark>();
        return 0;
    case "authorities":
        AuthorityBenchmark.Run(size > 0 ? size : 45_000);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: matching|reading|latency|retention|workplace|ranking|feeds|banner|append|verify|stages|stream|follow|authorities [SIZE], start [TIMES [FOLDER]], or matcher. One a process, so that memory figures stand for one.");
        return 2;
}
