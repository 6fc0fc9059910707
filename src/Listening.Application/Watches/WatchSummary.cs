using Listening.Application.Storage;

namespace Listening.Application.Watches;

/// <summary>A watch as lists show it.</summary>
/// <param name="Watch">The watch.</param>
/// <param name="Standing">How it stands now.</param>
/// <param name="Search">Name of its search.</param>
/// <param name="Target">The account as the search names it; null when the search looks elsewhere by now.</param>
/// <param name="Attention">What the account got: since the watch was allowed, or in the days that are added up when it is not in force.</param>
/// <param name="DaysLeft">Whole days until it expires, rounded up; null when it is not in force.</param>
/// <param name="IsRenewable">True when its renewal, or a new watch in its place, can be asked for.</param>
public sealed record WatchSummary(WatchRow Watch, WatchStanding Standing, string Search, string? Target, AccountAttention Attention, int? DaysLeft, bool IsRenewable);

/// <summary>How a watch stands.</summary>
public enum WatchStanding
{
    /// <summary>It waits for an authoriser.</summary>
    Asked,

    /// <summary>It is allowed and has not expired.</summary>
    Allowed,

    /// <summary>It was refused.</summary>
    Refused,

    /// <summary>Its time was over.</summary>
    Expired,

    /// <summary>Somebody ended it, or its renewal replaced it.</summary>
    Ended,
}
