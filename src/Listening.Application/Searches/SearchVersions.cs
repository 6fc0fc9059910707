using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Storage;

namespace Listening.Application.Searches;

/// <summary>How a change of a search is kept.</summary>
internal static class SearchVersions
{
    /// <summary>The search as it is now: who changed it, when and why.</summary>
    public static SearchVersionRow Of(SavedSearchRow row, OperationContext operation) => new()
    {
        SearchId = row.Id,
        Version = row.Version,
        Query = row.Query,
        ChangedBy = operation.Actor,
        ChangedAt = operation.At,
        Reason = operation.Reason,
    };

    /// <summary>How audit entries name a search.</summary>
    public static string Subject(int searchId) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{searchId}");

    /// <summary>The search that an audit entry names.</summary>
    public static int IdOf(string subject) => int.Parse(subject.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    private const string Prefix = "search:";
}
