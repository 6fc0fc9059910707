namespace Listening.Application.Watches;

/// <summary>A watch as somebody asks for it.</summary>
/// <param name="Search">Name of the saved search that is to watch.</param>
/// <param name="Necessity">Why nothing less would do: whole sentences of 30 to 2,000 characters.</param>
/// <param name="Proportionality">Why it is not more than the purpose needs: likewise, and not the same again.</param>
public sealed record WatchDraft(string Search, string Necessity, string Proportionality);

/// <summary>What came of a call: the watch's number, or why it was refused.</summary>
/// <param name="WatchId">The watch's number; null when it was refused.</param>
/// <param name="Refusal">Why it was refused, in words; null when it was done.</param>
/// <param name="Field">The part of the draft that is at fault, when one is.</param>
public sealed record WatchResult(int? WatchId, string? Refusal, WatchField? Field = null)
{
    /// <summary>It was done.</summary>
    public static WatchResult Done(int watchId) => new(watchId, null);

    /// <summary>It was not done.</summary>
    public static WatchResult Refused(string why, WatchField? field = null) => new(null, why, field);
}

/// <summary>The parts of a draft that can be at fault.</summary>
public enum WatchField
{
    /// <summary>The search.</summary>
    Search,

    /// <summary>Why nothing less would do.</summary>
    Necessity,

    /// <summary>Why it is not too much.</summary>
    Proportionality,
}
