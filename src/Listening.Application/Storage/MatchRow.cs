namespace Listening.Application.Storage;

/// <summary>A saved search found a post.</summary>
public sealed class MatchRow
{
    public long PostId { get; set; }

    public int SearchId { get; set; }

    /// <summary>The version of the search that found it.</summary>
    public int SearchVersion { get; set; }
}
