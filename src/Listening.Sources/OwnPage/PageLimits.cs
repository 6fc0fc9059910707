namespace Listening.Sources.OwnPage;

/// <summary>How far and how much is read.</summary>
internal sealed record PageLimits
{
    /// <summary>How far back the first run goes.</summary>
    public required TimeSpan LookBack { get; init; }

    /// <summary>How far every later run reaches back behind the last one.</summary>
    public required TimeSpan Overlap { get; init; }

    /// <summary>Age up to which the comments under a post are read.</summary>
    public required TimeSpan Comments { get; init; }

    /// <summary>Pages of one listing, or of one thread, before the rest is given up.</summary>
    public required int MaximumPages { get; init; }

    /// <summary>Pages of comments that come with one page of a listing, at most.</summary>
    public required int PagesPerRead { get; init; }
}
