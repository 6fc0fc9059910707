using System.Collections.Frozen;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.BlueskyStream;

/// <summary>Whose the handles are that searches name. The stream tells accounts by number only, and handles change hands.</summary>
/// <remarks>
/// Only a resolved handle is believed: an identity event holds what an account's own server claims, which may be anybody's
/// name. Such an event is the sign to resolve again.
/// </remarks>
internal sealed class WatchedHandles(StreamApi api, BlueskyStreamOptions options, TimeProvider time)
{
    private const string Method = "com.atproto.identity.resolveHandle";

    // Whoever claims a handle again and again must not have it resolved as often.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, Entry> known = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? asked;

    /// <summary>Handle by account id.</summary>
    public FrozenDictionary<string, string> ByAccount { get; private set; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The handles that can be resolved: those with a dot; every other belongs to another platform.</summary>
    public static IEnumerable<string> Resolvable(IReadOnlyList<string> handles) => handles
        .Select(handle => handle.Trim().TrimStart('@').ToLowerInvariant())
        .Where(handle => handle.Length <= 253 && handle.Contains('.', StringComparison.Ordinal) && handle.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-'))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Resolves what is new, old or doubtful.</summary>
    /// <returns>Why a handle cannot be resolved that never was: its posts would be missed. Null when all is well.</returns>
    public async Task<SourceFailure?> RefreshAsync(IReadOnlyList<string> handles, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(handles, asked)) Take(handles);
        var now = time.GetUtcNow();
        foreach (var (handle, entry) in known.Where(pair => pair.Value.Due <= now).ToList())
        {
            var answer = await api.GetAsync(options.IdentityService, Method, [new("handle", handle)], cancellationToken);
            var isNobodys = answer.Status is 400 or 404;
            if (answer.Failure is { } failure && !isNobodys)
            {
                if (!entry.IsResolved) return failure with { Message = $"Handles that searches name could not be resolved. {failure.Message}" };
                known[handle] = entry with { Due = now + Pause };
                continue;
            }

            var did = isNobodys ? null : answer.Body?.Text("did");
            known[handle] = new Entry(StreamPosts.IsAccount(did) ? did : null, IsResolved: true, now, now + options.HandleAge);
            Index();
        }

        return null;
    }

    /// <summary>Notes that an account says it has a handle (null: none, or it does not say).</summary>
    /// <returns>True when a handle has to be resolved before the stream is read on.</returns>
    public bool Note(string did, string? handle)
    {
        if (known.Count == 0) return false;
        var isDoubtful = false;
        if (handle is not null && known.TryGetValue(handle.ToLowerInvariant(), out var claimed) && claimed.Did != did) isDoubtful |= Doubt(handle.ToLowerInvariant(), claimed);
        if (ByAccount.TryGetValue(did, out var had) && !had.Equals(handle, StringComparison.OrdinalIgnoreCase)) isDoubtful |= Doubt(had, known[had]);
        return isDoubtful;
    }

    private bool Doubt(string handle, Entry entry)
    {
        var now = time.GetUtcNow();
        var due = entry.ResolvedAt + Pause;
        known[handle] = entry with { Due = due < entry.Due ? due : entry.Due };
        return due <= now;
    }

    private void Take(IReadOnlyList<string> handles)
    {
        asked = handles;
        var wanted = Resolvable(handles).ToHashSet(StringComparer.Ordinal);
        foreach (var handle in known.Keys.Where(handle => !wanted.Contains(handle)).ToList()) known.Remove(handle);
        foreach (var handle in wanted) known.TryAdd(handle, new Entry(null, IsResolved: false, default, default));
        Index();
    }

    private void Index() => ByAccount = known
        .Where(pair => pair.Value.Did is not null)
        .DistinctBy(pair => pair.Value.Did, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.Value.Did!, pair => pair.Key, StringComparer.Ordinal);

    private sealed record Entry(string? Did, bool IsResolved, DateTimeOffset ResolvedAt, DateTimeOffset Due);
}
