using System.Globalization;
using System.Security.Cryptography;
using Listening.Core.Content;

namespace Listening.Application.Content;

/// <summary>The yearly keys of the deletion log, in the folder of the content keys: <c>2026.deletions.key</c>.</summary>
public sealed class DeletionKeyFolder(string folder) : IDeletionKeys
{
    private const string Ending = ".deletions.key";
    private readonly string _folder = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public byte[] HashAll(int year, IReadOnlyCollection<byte[]> links)
    {
        KeyFile.MakeFolder(_folder);
        var key = KeyFile.ReadOrCreate(PathOf(year), HMACSHA256.HashSizeInBytes);
        var hashes = HashEach(key, links);
        CryptographicOperations.ZeroMemory(key);
        hashes.Sort((one, other) => one.AsSpan().SequenceCompareTo(other));
        var joined = new byte[hashes.Count * IContentKeys.IdHashSize];
        for (var i = 0; i < hashes.Count; i++) hashes[i].CopyTo(joined, i * IContentKeys.IdHashSize);
        return joined;
    }

    /// <inheritdoc/>
    public byte[]? Hash(int year, ReadOnlySpan<byte> link)
    {
        if (KeyFile.Read(PathOf(year)) is not { } key) return null;
        var hash = HashEach(key, [link.ToArray()])[0];
        CryptographicOperations.ZeroMemory(key);
        return hash;
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Years() => !Directory.Exists(_folder) ? [] : [.. Directory.EnumerateFiles(_folder, "*" + Ending)
        .Select(file => int.TryParse(Path.GetFileName(file)[..^Ending.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0)
        .Where(year => year > 0).Order()];

    /// <inheritdoc/>
    public bool Destroy(int year) => KeyFile.Destroy(PathOf(year));

    private string PathOf(int year) => Path.Combine(_folder, year.ToString(CultureInfo.InvariantCulture) + Ending);

    // One state for all of a batch: to set it up costs several times what it takes to hash one.
    private static List<byte[]> HashEach(byte[] key, IReadOnlyCollection<byte[]> links)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        var hashes = new List<byte[]>(links.Count);
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var link in links)
        {
            hmac.AppendData(link);
            hmac.GetHashAndReset(whole);
            hashes.Add(whole[..IContentKeys.IdHashSize].ToArray());
        }

        return hashes;
    }
}
