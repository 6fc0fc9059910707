using System.Text;
using Listening.Core.Auditing;

namespace Listening.Core.Tests.Auditing;

/// <summary>A log in memory, made as the service makes it, to be changed by a test.</summary>
internal sealed class WrittenLog : IDisposable
{
    private readonly LogSigningKey _key = LogSigningKey.Create();
    private readonly MerkleFrontier _frontier = new();

    public List<LogEntry> Entries { get; } = [];

    public List<LogCheckpoint> Checkpoints { get; } = [];

    public LogPublicKey Key => _key.Public;

    public DateTime Now { get; set; } = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>A log of so many entries, a second apart, signed after every tenth.</summary>
    public static WrittenLog Of(int entries)
    {
        var log = new WrittenLog();
        for (var i = 0; i < entries; i++) log.Append($"thing {i}", sign: i % 10 == 9);
        return log;
    }

    public void Append(string what, bool sign = false)
    {
        var before = Entries.Count > 0 ? Entries[^1].At : Now;
        Entries.Add(Entry(Entries.Count, Now, what, LogTime.ClockBack(before, Now)));
        _frontier.Append(Entries[^1].LeafHash.Span);
        Now = Now.AddSeconds(1);
        if (sign) Checkpoints.Add(_key.Sign(_frontier.Size, _frontier.Root(), Now));
    }

    /// <summary>An entry whose hash fits.</summary>
    public static LogEntry Entry(long index, DateTime at, string what, long? clockBack = null)
    {
        var json = new CanonicalJson().Begin().Time("at", at).Number("clockBack", clockBack).Number("index", index).Text("what", what).End().ToArray();
        return new LogEntry { Index = index, At = at, ClockBack = clockBack, Json = json, LeafHash = MerkleHash.Leaf(json) };
    }

    /// <summary>Renumbers and hashes again from a place on, as somebody would who knows how it is done.</summary>
    public void Rehash(int from)
    {
        for (var i = from; i < Entries.Count; i++)
        {
            var entry = Entries[i];
            var what = System.Text.Json.JsonDocument.Parse(entry.Json).RootElement.GetProperty("what").GetString()!;
            Entries[i] = Entry(i, entry.At, what, i == 0 ? null : LogTime.ClockBack(Entries[i - 1].At, entry.At));
        }
    }

    public Task<LogVerdict> VerifyAsync(params LogPublicKey[] keys) =>
        new LogVerifier(keys.Length > 0 ? keys : [Key]).VerifyAsync(Entries.ToAsyncEnumerable(), Checkpoints, head: null, CancellationToken.None);

    public string Text(int entry) => Encoding.UTF8.GetString(Entries[entry].Json.Span);

    public void Dispose() => _key.Dispose();
}
