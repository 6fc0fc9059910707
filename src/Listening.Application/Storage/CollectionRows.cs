using System.ComponentModel.DataAnnotations.Schema;

namespace Listening.Application.Storage;

/// <summary>How far a source was read: saved with every page, in its transaction.</summary>
public sealed class CheckpointRow
{
    public int SourceId { get; set; }

    /// <summary>The search whose reading this is; 0 for a source that reads everything for all its searches.</summary>
    public int SearchId { get; set; }

    /// <summary>The connector's cursor; holds places, times and tokens, nothing of a post.</summary>
    public string? Cursor { get; set; }

    /// <summary>One more with every save: two runs that read the same place cannot both save.</summary>
    public long Version { get; set; }

    public DateTime ReadAt { get; set; }
}

/// <summary>One run of one saved search on one source.</summary>
public sealed class CollectionRunRow
{
    public long Id { get; set; }

    /// <summary>The search; 0 for a look at the posts held of the source.</summary>
    public int SearchId { get; set; }

    public int SourceId { get; set; }

    public DateTime StartedAt { get; set; }

    /// <summary>Null while it runs, or when the process was ended in it.</summary>
    public DateTime? FinishedAt { get; set; }

    public string? CursorFrom { get; set; }

    public string? CursorTo { get; set; }

    /// <summary>Posts read, matching or not.</summary>
    public int Read { get; set; }

    /// <summary>Posts stored for the first time.</summary>
    public int New { get; set; }

    /// <summary>Posts held already whose content had changed.</summary>
    public int Edited { get; set; }

    /// <summary>Posts removed because they are gone upstream or match nothing since an edit.</summary>
    public int Deleted { get; set; }

    /// <summary>Posts read that some search matched.</summary>
    public int Matched { get; set; }

    /// <summary>Entries that could not be understood.</summary>
    public int Malformed { get; set; }

    /// <summary>Failed reads.</summary>
    public int Errors { get; set; }

    /// <summary>What was wrong, for staff; null when nothing was.</summary>
    public string? Problem { get; set; }

    /// <summary>True when posts may have been missed.</summary>
    public bool PossibleGap { get; set; }

    public DateTime? NextDueAt { get; set; }

    /// <summary>When the newest post read was written; not kept with the run.</summary>
    [NotMapped]
    public DateTime? NewestAt { get; set; }
}
