using System.Data.Common;
using Listening.Host.Configuration;

namespace Listening.Host.Serving;

/// <summary>The configured database cannot be opened or brought to this version's form; the message says why, for people.</summary>
public sealed class DatabaseUnusableException(DatabaseProvider provider, Exception cause)
    : Exception($"The database ({provider}) cannot be used: {cause.GetBaseException().Message}", cause)
{
    /// <summary>True for what a wrong connection string, an unreachable server or a damaged file lead to.</summary>
    public static bool IsCause(Exception exception) =>
        exception is DbException or InvalidOperationException or ArgumentException or IOException or UnauthorizedAccessException;
}
