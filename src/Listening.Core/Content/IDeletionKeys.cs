namespace Listening.Core.Content;

/// <summary>
/// A key for each year in which posts were deleted, under which the log names them: whoever has a post's link can have
/// asked whether it was deleted while that key lives, and nobody can any more once it is destroyed.
/// </summary>
public interface IDeletionKeys
{
    /// <summary>Keyed hashes of deleted posts, <see cref="IContentKeys.IdHashSize"/> bytes each, sorted and joined. The year's key is made when there is none.</summary>
    /// <param name="year">The year of the deletion.</param>
    /// <param name="links">The posts' link hashes.</param>
    byte[] HashAll(int year, IReadOnlyCollection<byte[]> links);

    /// <summary>The keyed hash of one; null when the year has no key, or none any more.</summary>
    byte[]? Hash(int year, ReadOnlySpan<byte> link);

    /// <summary>The years that have a key.</summary>
    IReadOnlyList<int> Years();

    /// <summary>Destroys a year's key so that it cannot be had again.</summary>
    /// <returns>True when this call destroyed it.</returns>
    bool Destroy(int year);
}
