using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Listening.Application.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Tells open pages what happens in the queues, whichever process does it.</summary>
/// <remarks>While anybody listens it looks twice a second at two small ranges of the database; while nobody does, it does nothing.</remarks>
public sealed partial class TriageFeed(IDbContextFactory<ListeningDbContext> databases, TimeProvider time, ILogger<TriageFeed> logger) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Actions of others commit in any order and are undone for half a minute: the last ones are looked at again. A hundred
    // can be done at once, and others go on meanwhile.
    private const int LookBack = 500;

    // A page that does not read is behind by more than anybody would want to hear.
    private const int MostUnread = 500;

    private readonly Lock _gate = new();
    private readonly List<Listener> _listeners = [];
    private readonly SemaphoreSlim _now = new(0, 1);
    private bool _watching;

    /// <summary>What happens from now on, until the listener goes.</summary>
    /// <param name="account">Who listens.</param>
    /// <param name="viewing">The item they have open; null when none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<TriageEvent> ListenAsync(int account, long? viewing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<TriageEvent>(new BoundedChannelOptions(MostUnread) { FullMode = BoundedChannelFullMode.DropOldest });
        var listener = new Listener(account, viewing, channel.Writer);
        Enter(listener);
        try
        {
            await foreach (var happened in channel.Reader.ReadAllAsync(cancellationToken)) yield return happened;
        }
        finally
        {
            Leave(listener);
        }
    }

    /// <summary>Something was done just now in this process.</summary>
    public void LookNow()
    {
        lock (_gate)
        {
            if (_listeners.Count > 0 && _now.CurrentCount == 0) _now.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _now.Dispose();

    private void Enter(Listener listener)
    {
        lock (_gate)
        {
            _listeners.Add(listener);
            if (!_watching) _ = Task.Run(WatchAsync, CancellationToken.None);
            _watching = true;
        }

        TellViewers(listener.Viewing);
    }

    private void Leave(Listener listener)
    {
        lock (_gate) _listeners.Remove(listener);
        TellViewers(listener.Viewing);
    }

    private void TellViewers(long? item)
    {
        if (item is not { } id) return;
        int[] accounts;
        lock (_gate) accounts = [.. _listeners.Where(listener => listener.Viewing == id).Select(listener => listener.Account).Distinct().Order()];
        Tell(new ItemWatched(id, accounts));
    }

    private void Tell(TriageEvent happened)
    {
        lock (_gate) _listeners.ForEach(listener => listener.Writer.TryWrite(happened));
    }

    // Decided together with the entry of listeners: there is one watch as long as there is one of them.
    private bool IsHeard()
    {
        lock (_gate) return _watching = _listeners.Count > 0;
    }

    private async Task WatchAsync()
    {
        var seen = new FeedPosition();
        while (IsHeard())
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync();
                foreach (var happened in await seen.AdvanceAsync(db, time.GetUtcNow().UtcDateTime, LookBack)) Tell(happened);
            }
            catch (Exception away) when (away is System.Data.Common.DbException or InvalidOperationException)
            {
                LogAway(away.GetType().Name);
            }

            await _now.WaitAsync(Pause);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queues could not be watched for a moment: {Exception}")]
    private partial void LogAway(string exception);

    private sealed record Listener(int Account, long? Viewing, ChannelWriter<TriageEvent> Writer);
}
