using Listening.Application.Triage;
using Listening.Core.Searches;
using Listening.Core.Triage;
using Listening.Host.Configuration;
using Listening.Sources.Recorded;
using Xunit;

namespace Listening.Host.Tests.Serving;

public sealed class EvaluationTests : IDisposable
{
    private readonly ServiceFolder _folder = new();

    [Fact]
    public async Task The_sample_day_fills_every_queue_and_shows_each_post_once()
    {
        var options = _folder.Options();
        options.IsEvaluation = true;
        options.Searches = [];
        // The day that takes a minute otherwise, in some seconds.
        options.Sources = new(StringComparer.Ordinal)
        {
            [EvaluationMode.SourceName] = new SourceOptions { Kind = SourceKind.Recorded, Recorded = new RecordedOptions { Pace = RecordedPace.Shortened, Speed = 20_000 } },
        };

        await using var service = await RunningService.StartAsync(options);
        var reader = service.Get<ITriageReader>();
        await Eventually.TrueAsync(
            async () => (await reader.SummariseAsync(CancellationToken.None)).All(queue => queue.Open > 0),
            async () => string.Join(", ", (await reader.SummariseAsync(CancellationToken.None)).Select(queue => $"{queue.Queue.Name()} {queue.Open}")),
            TimeSpan.FromSeconds(60));

        var held = await service.HeldAsync();
        Assert.Equal(held.Count, held.Select(post => post.Id).Distinct(StringComparer.Ordinal).Count());
        await Eventually.TrueAsync(
            async () => (await service.CollectionJobsAsync()).Count == ExampleSearches.All.Count, "a job for each example search", TimeSpan.FromSeconds(30));
    }

    public void Dispose() => _folder.Dispose();
}
