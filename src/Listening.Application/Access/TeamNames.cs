using System.Collections.Concurrent;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Access;

/// <summary>Names of the people who work on a queue, for each other and for nobody else.</summary>
public sealed class TeamNames(IDbContextFactory<ListeningDbContext> databases, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<StaffRole, (DateTimeOffset At, IReadOnlyDictionary<int, string> Names)> _known = new();

    /// <summary>Names of the accounts that see the queue, by number; disabled ones stay, because items name them.</summary>
    public async Task<IReadOnlyDictionary<int, string>> OfAsync(TriageQueue queue, CancellationToken cancellationToken)
    {
        var (role, now) = (QueueAccess.TeamOf(queue), time.GetUtcNow());
        if (_known.TryGetValue(role, out var known) && now - known.At < Fresh) return known.Names;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var names = await (
            from user in db.Users
            where db.AccountRoles.Any(row => row.AccountId == user.Id && row.Role == role)
            select new { user.Id, user.UserName }).ToDictionaryAsync(user => user.Id, user => user.UserName ?? "", cancellationToken);
        _known[role] = (now, names);
        return names;
    }
}
