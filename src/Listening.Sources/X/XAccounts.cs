using System.Collections.Concurrent;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.X;

/// <summary>Finds the id of a username. Kept for a day: each look costs money, and usernames change hands.</summary>
internal sealed class XAccounts(XClient client, TimeProvider time)
{
    private const string Method = "/2/users/by/username/:username";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<string, (string Id, DateTime Until)> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id, or why there is none.</summary>
    public async Task<(string? Id, SourceFailure? Failure)> FindAsync(string username, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (known.TryGetValue(username, out var found) && found.Until > now) return (found.Id, null);
        var answer = await client.GetAsync(Method, username, [new("user.fields", "protected")], cancellationToken);
        if (answer.Failure is not null) return (null, answer.Failure);
        var user = answer.Body!.Value.At("data");
        if (user.Flag("protected") || XProblems.Types(answer.Body).Contains(XProblems.NotAuthorised))
            return (null, new(SourceFailureKind.Misconfigured, "The account is protected or suspended, so that its posts are not public.", null));
        if (user.Id("id") is not { } id || !XId.IsOne(id))
            return (null, new(SourceFailureKind.Misconfigured, "X has no account of that username. Look for it on X: it may have been renamed.", null));

        known[username] = (id, now + Kept);
        return (id, null);
    }
}
