using Listening.Core.Posts;

namespace Listening.Core.Content;

/// <summary>Where content keys live: outside the database, in a folder or a vault.</summary>
/// <remarks>Safe to share by threads and, for one store, by processes: two that make the same key get the same one.</remarks>
public interface IContentKeys
{
    /// <summary>The key of that name, made durable before it is returned when it does not exist yet.</summary>
    ContentKey GetOrCreate(ContentKeyId id);

    /// <summary>The key of that name; null when it does not exist or was destroyed.</summary>
    ContentKey? Find(ContentKeyId id);

    /// <summary>Names of all keys that exist.</summary>
    IReadOnlyList<ContentKeyId> List();

    /// <summary>Destroys a key so that it cannot be had again; does nothing when it is gone already.</summary>
    /// <returns>True when this call destroyed it.</returns>
    bool Destroy(ContentKeyId id);

    /// <summary>32 bytes that only this store's key of hashes has and that say nothing about it: when they change, the store was lost.</summary>
    byte[] Commit();

    /// <summary>Keyed hash of a post's native id: the same for the same source and id, and useless without the key.</summary>
    /// <param name="sourceId">The source's number.</param>
    /// <param name="nativeId">The platform's id of the post.</param>
    /// <param name="hash">Receives <see cref="IdHashSize"/> bytes.</param>
    void HashId(int sourceId, string nativeId, Span<byte> hash);

    /// <summary>Keyed hash of an author, by which what is held about somebody is found without opening every post.</summary>
    /// <remarks>Of the handle when there is one, else the platform's account id, else the displayed name; capitals and a leading @ make no difference.</remarks>
    byte[] HashAuthor(Author author);

    /// <summary>Keyed hash of a post's link, by which somebody who holds the link can ask about it. Scheme, www., capitals of the host and a closing slash make no difference.</summary>
    byte[] HashLink(string link);

    /// <summary>Keyed hash of content, to tell an edit from a repetition. <see cref="IdHashSize"/> bytes.</summary>
    byte[] HashContent(ReadOnlySpan<byte> content);

    /// <summary>Bytes of an id hash.</summary>
    const int IdHashSize = 16;
}
