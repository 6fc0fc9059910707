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
public sealed record SearchCommandResult(int? SearchId, string? Refusal)
{
    /// <summary>Done.</summary>
    public static SearchCommandResult Done(int searchId) => new(searchId, null);

    /// <summary>Refused.</summary>
    public static SearchCommandResult Refused(string why) => new(null, why);
}
