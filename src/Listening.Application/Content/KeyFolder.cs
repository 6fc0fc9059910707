using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Listening.Core.Content;
using Listening.Core.Posts;

namespace Listening.Application.Content;

/// <summary>Content keys as files of a folder that only this service may read: the store of evaluation and single-machine use.</summary>
/// <remarks>
/// The folder must not be on the database's backup. One file a key, named by <see cref="ContentKeyId.ToString"/> with
/// the ending <c>.key</c>; <c>identity.key</c> holds the key of the id hashes. Losing the folder makes everything held unreadable.
/// </remarks>
public sealed class KeyFolder : IContentKeys, IDisposable
{
    private const string Ending = ".key";

    // Set apart what is hashed under one key: no link can have the hash of an author.
    private const byte AuthorPurpose = 1;
    private const byte LinkPurpose = 2;

    private readonly string _folder;
    private readonly byte[] _identityKey;
    private readonly ThreadLocal<IncrementalHash> _hashing;
    private readonly ConcurrentDictionary<ContentKeyId, ContentKey> _open = new();

    /// <summary>Opens the folder, making it when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The identity key's file is damaged.</exception>
    public KeyFolder(string folder)
    {
        _folder = Path.GetFullPath(folder);
        KeyFile.MakeFolder(_folder);
        _identityKey = ReadOrCreate("identity" + Ending);
        _hashing = new ThreadLocal<IncrementalHash>(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _identityKey), trackAllValues: true);
    }

    /// <inheritdoc/>
    public ContentKey GetOrCreate(ContentKeyId id) => _open.GetOrAdd(id, wanted => Load(wanted, ReadOrCreate(wanted + Ending)));

    /// <inheritdoc/>
    public ContentKey? Find(ContentKeyId id)
    {
        if (_open.TryGetValue(id, out var key)) return key;
        var material = KeyFile.Read(PathOf(id));
        return material is null ? null : _open.GetOrAdd(id, wanted => Load(wanted, material));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ContentKeyId> List()
    {
        // A folder that is gone holds no keys; the purge finds those that are missing and says so.
        ContentKeyId[] there = !Directory.Exists(_folder) ? [] : [.. Directory.EnumerateFiles(_folder, "*" + Ending)
            .Select(file => ContentKeyId.TryParse(Path.GetFileNameWithoutExtension(file)))
            .OfType<ContentKeyId>()
            .OrderBy(id => id.Value)];
        // What another process has destroyed must not live on in this one's memory.
        foreach (var gone in _open.Keys.Except(there)) _open.TryRemove(gone, out _);
        return there;
    }

    /// <inheritdoc/>
    public bool Destroy(ContentKeyId id)
    {
        // Not disposed: another thread may be in the middle of opening a row. Out of the table it is collected soon.
        _open.TryRemove(id, out _);
        return KeyFile.Destroy(PathOf(id));
    }

    /// <inheritdoc/>
    public byte[] Commit() => HMACSHA256.HashData(_identityKey, "listening key of hashes"u8);

    /// <inheritdoc/>
    public void HashId(int sourceId, string nativeId, Span<byte> hash)
    {
        var longest = sizeof(int) + Encoding.UTF8.GetMaxByteCount(nativeId.Length);
        var input = longest <= 1024 ? stackalloc byte[longest] : new byte[longest];
        BinaryPrimitives.WriteInt32LittleEndian(input, sourceId);
        var used = sizeof(int) + Encoding.UTF8.GetBytes(nativeId, input[sizeof(int)..]);
        Hash(input[..used], hash);
    }

    /// <inheritdoc/>
    public byte[] HashAuthor(Author author)
    {
        var name = author.Handle.Length > 0 ? author.Handle : author.Id.Length > 0 ? author.Id : author.Name;
        return HashText(AuthorPurpose, name.Trim().TrimStart('@').ToLowerInvariant());
    }

    /// <inheritdoc/>
    public byte[] HashLink(string link) => HashText(LinkPurpose, PostAddress.Normalise(link));

    /// <inheritdoc/>
    public byte[] HashContent(ReadOnlySpan<byte> content)
    {
        var hash = new byte[IContentKeys.IdHashSize];
        Hash(content, hash);
        return hash;
    }

    /// <summary>Forgets all keys in memory; their files stay.</summary>
    public void Dispose()
    {
        foreach (var key in _open.Values) key.Dispose();
        _open.Clear();
        foreach (var state in _hashing.Values) state.Dispose();
        _hashing.Dispose();
        CryptographicOperations.ZeroMemory(_identityKey);
    }

    private byte[] HashText(byte purpose, string text)
    {
        byte[] input = [purpose, 0xFF, 0xFF, 0xFF, 0xFF, .. Encoding.UTF8.GetBytes(text)];
        return HashContent(input);
    }

    // One state a thread, used again: making one costs four times as much as the hash itself, and every post read is hashed.
    private void Hash(ReadOnlySpan<byte> input, Span<byte> hash)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var state = _hashing.Value!;
        state.AppendData(input);
        state.GetHashAndReset(whole);
        whole[..IContentKeys.IdHashSize].CopyTo(hash);
    }

    private byte[] ReadOrCreate(string name) => KeyFile.ReadOrCreate(Path.Combine(_folder, name), ContentKey.Size);

    private string PathOf(ContentKeyId id) => Path.Combine(_folder, id + Ending);

    private static ContentKey Load(ContentKeyId id, byte[] material)
    {
        var key = new ContentKey(id, material);
        CryptographicOperations.ZeroMemory(material);
        return key;
    }
}
