using Listening.Core.Auditing;
using Xunit;

namespace Listening.Application.Tests.Auditing;

/// <summary>One log that grew over some days, with a copy of it from every place where it was signed.</summary>
public sealed class TamperedLogs : IAsyncLifetime
{
    /// <summary>The most entries between two checkpoints.</summary>
    public const int LongestRun = 6;

    private readonly List<(long Size, string Path)> _older = [];
    private LogStore _store = null!;

    /// <summary>Entries of the log.</summary>
    public static int Entries => Places * 2;

    /// <summary>Places at which each kind of tampering is tried.</summary>
    public static int Places => Environment.GetEnvironmentVariable("LISTENING_TESTS_FULL") == "1" ? 200 : 20;

    private string Whole => _store.PathOf("whole.db");

    public async Task InitializeAsync()
    {
        _store = await LogStore.CreateAsync();
        var random = new Random(20261122);
        for (var size = 0; size < Entries;)
        {
            var run = Math.Min(Entries - size, random.Next(1, LongestRun));
            await _store.AppendAsync(random, run);
            size += run;
            await _store.SignAsync();
            _older.Add((size, _store.PathOf($"older-{size}.db")));
            await _store.CopyToAsync(_older[^1].Path);
        }

        await _store.CopyToAsync(Whole);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    /// <summary>Does it to a copy of the log and verifies that.</summary>
    internal async Task<LogFault?> TamperAsync(string kind, int number, long place)
    {
        _store.Restore(Whole);
        var random = new Random(number);
        var tamperer = new Tamperer(_store, random, isClever: number % 2 == 1);
        switch (kind)
        {
            case "edited":
                await tamperer.EditAsync(place);
                break;
            case "deleted":
                await tamperer.DeleteAsync(place);
                break;
            case "inserted":
                await tamperer.InsertAsync(place);
                break;
            case "reordered":
                await tamperer.ReorderAsync(place, random.Next((int)place + 1, Entries));
                break;
            case "cut off":
                await tamperer.TruncateAsync(place);
                break;
            case "rewritten":
                await tamperer.RewriteAsync(place);
                break;
            case "rolled back":
                // A copy with fewer entries than the place, or the one before the last.
                _store.Restore(_older.FindLast(copy => copy.Size <= place + 1) is { Path: not null } found ? found.Path : _older[0].Path);
                if (number % 2 == 1) await GoOnAsync(random, Entries);
                break;
            case "back-dated":
                await tamperer.BackDateAsync(place);
                break;
            case "nothing":
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind.");
        }

        return (await _store.VerifyAsync()).Fault;
    }

    // As if nothing had happened, until the log is longer than it was. The next checkpoint is not signed: other places need the folder as it is.
    private Task GoOnAsync(Random random, int entries) => _store.AppendAsync(random, entries);
}
