using System.Collections.Concurrent;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.Mastodon;

/// <summary>Ids of accounts by their handles, asked for once.</summary>
internal sealed class MastodonAccounts(MastodonApi api)
{
    // Handles come from saved searches, so there are few; a bound all the same.
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, string> ids = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The account's id on this server, or why there is none.</summary>
    public async Task<(string? Id, SourceFailure? Failure)> FindAsync(string handle, CancellationToken cancellationToken)
    {
        if (ids.TryGetValue(handle, out var known)) return (known, null);
        var answer = await api.GetAsync("accounts/lookup", "/api/v1/accounts/lookup", [new("acct", handle)], cancellationToken);
        if (answer.Status == 404)
            return (null, answer.Failure! with { Message = "The server knows no account of this handle. An account of another server is known once somebody here follows it; look it up there while signed in, or correct the search." });
        if (answer.Failure is not null) return (null, answer.Failure);
        if (answer.Body?.Id("id") is not { } id) return (null, new SourceFailure(SourceFailureKind.Rejected, "The server's answer to accounts/lookup is not an account.", null));
        if (ids.Count >= MostKept) ids.Clear();
        return (ids[handle] = id, null);
    }

    /// <summary>Forgets an id that turned out to lead nowhere.</summary>
    public void Forget(string handle) => ids.TryRemove(handle, out _);
}
