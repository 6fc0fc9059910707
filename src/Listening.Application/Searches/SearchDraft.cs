using Listening.Core.Routing;
using Listening.Core.Sources;

namespace Listening.Application.Searches;

/// <summary>A saved search as somebody asks for it.</summary>
public sealed record SearchDraft
{
    /// <summary>2 to 64 characters: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The query in the query language.</summary>
    public required string Query { get; init; }

    /// <summary>What it is for.</summary>
    public SearchPurpose Purpose { get; init; }

    /// <summary>Where it looks.</summary>
    public SearchKind Kind { get; init; }

    /// <summary>Account handle or list address; needed for those kinds.</summary>
    public string? Target { get; init; }

    /// <summary>Names of the sources it reads; at least one.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>When it runs.</summary>
    public required SearchSchedule Schedule { get; init; }
}

/// <summary>What came of a command about a search: done, or refused with a sentence for the one who asked.</summary>
/// <param name="SearchId">The search; null when refused.</param>
/// <param name="Refusal">Why it was refused; null when done.</param>
/// <param name="Fault">What the refusal is about; null when done.</param>
public sealed record SearchCommandResult(int? SearchId, string? Refusal, SearchFault? Fault)
{
    /// <summary>Done.</summary>
    public static SearchCommandResult Done(int searchId) => new(searchId, null, null);

    /// <summary>Refused.</summary>
    public static SearchCommandResult Refused(SearchFault fault, string why) => new(null, why, fault);

    /// <summary>There is no search of that name.</summary>
    public static SearchCommandResult Missing(string name) =>
        Refused(SearchFault.Missing, $"There is no search named {name}. `listening search list` shows those there are.");
}

/// <summary>What a refusal is about.</summary>
public enum SearchFault
{
    /// <summary>Its name.</summary>
    Name,

    /// <summary>Its query.</summary>
    Query,

    /// <summary>Its sources.</summary>
    Sources,

    /// <summary>Its account or list.</summary>
    Target,

    /// <summary>When it runs.</summary>
    Schedule,

    /// <summary>There is no such search.</summary>
    Missing,

    /// <summary>Somebody else was first.</summary>
    Changed,

    /// <summary>It is in that state already, or must not be in the one it is in.</summary>
    State,
}
