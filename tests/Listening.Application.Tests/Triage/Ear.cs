using Listening.Application.Triage;
using Xunit;

namespace Listening.Application.Tests.Triage;

/// <summary>An open page that listens, and remembers what it heard.</summary>
internal sealed class Ear : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _gone = new();
    private readonly List<TriageEvent> _heard = [];
    private readonly Task _listening;

    public Ear(TriageFeed feed, int account, long? viewing = null) => _listening = ListenAsync(feed, account, viewing);

    /// <summary>Everything so far.</summary>
    public IReadOnlyList<TriageEvent> Heard
    {
        get
        {
            lock (_heard) return [.. _heard];
        }
    }

    /// <summary>Forgets what was heard so far.</summary>
    public void Clear()
    {
        lock (_heard) _heard.Clear();
    }

    /// <summary>Waits until what was heard of a kind is enough.</summary>
    public async Task<List<T>> UntilAsync<T>(Func<IReadOnlyList<T>, bool> enough)
        where T : TriageEvent
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            List<T> heard = [.. Heard.OfType<T>()];
            if (enough(heard)) return heard;
            Assert.False(patience.IsCancellationRequested, $"Heard only: {string.Join("; ", Heard)}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits for so many of a kind.</summary>
    public Task<List<T>> UntilAsync<T>(int count)
        where T : TriageEvent => UntilAsync<T>(heard => heard.Count >= count);

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _listening;
        _gone.Dispose();
    }

    private async Task ListenAsync(TriageFeed feed, int account, long? viewing)
    {
        try
        {
            await foreach (var happened in feed.ListenAsync(account, viewing, _gone.Token))
            {
                lock (_heard) _heard.Add(happened);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
    }
}
