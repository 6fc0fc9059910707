using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Access;

/// <summary>Tells whose an account's number is: to nobody without a reason, and never without an entry of it.</summary>
public sealed class AccountNames(IDbContextFactory<ListeningDbContext> databases)
{
    /// <summary>The name of an account.</summary>
    /// <returns>The name, after its entry was written; null when there is no such account.</returns>
    public async Task<string?> ResolveAsync(int account, OperationContext operation, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var name = await db.Users.Where(user => user.Id == account).Select(user => user.UserName).SingleOrDefaultAsync(cancellationToken);
        if (name is null) return null;
        db.Record(operation, AuditEvents.AccountResolved, string.Create(CultureInfo.InvariantCulture, $"account:{account}"));
        await db.SaveChangesAsync(cancellationToken);
        return name;
    }
}
