using Listening.Core.Sources;

namespace Listening.Sources.YouTube;

/// <summary>What one reading has to do: the search, the place it has come to, and what is known.</summary>
internal sealed record YouTubeTurn
{
    /// <summary>What is looked for.</summary>
    public required SourceRequest Request { get; init; }

    /// <summary>The list that is read.</summary>
    public required YouTubePart Part { get; init; }

    /// <summary>The run under way.</summary>
    public required YouTubeRun Run { get; init; }

    /// <summary>What earlier readings met.</summary>
    public required KnownItems Known { get; init; }

    /// <summary>Edits from here on have not been seen; null at the first run, to which everything is new.</summary>
    public DateTime? EditsFrom { get; init; }

    /// <summary>The present time, UTC.</summary>
    public required DateTime Now { get; init; }

    /// <summary>True when a page that was given out before is read again, only for the entries that are still to be walked.</summary>
    public bool IsAgain { get; init; }

    /// <summary>Names the search among others of the source.</summary>
    public string Search => SearchOf(Part);

    /// <summary>Makes the mark of an id.</summary>
    public string MarkOf(string id) => Request.MarkOf(id);

    /// <summary>Names the search that a part belongs to. What it found before is followed under the same name.</summary>
    public static string SearchOf(YouTubePart part) => $"{(part.Kind == PartKind.Followed ? PartKind.Search : part.Kind)}\n{part.Name}";
}
