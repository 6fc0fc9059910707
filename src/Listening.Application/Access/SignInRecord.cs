using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;

namespace Listening.Application.Access;

/// <summary>Entries of signing in.</summary>
internal static class SignInRecord
{
    /// <summary>Subject where no account is known: what was typed may be a password in the wrong field.</summary>
    public const string Nobody = "account:none";

    /// <summary>Somebody signed in.</summary>
    public static void SignedIn(ListeningDbContext db, StaffAccount account, DateTime at, string way) =>
        db.Record(new OperationContext(account.Id.ToString(CultureInfo.InvariantCulture), at, way), AuditEvents.SignedIn, AccountService.Subject(account.Id));
}
