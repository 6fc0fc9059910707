using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Listening.Core.Content;
using Listening.Core.Posts;

namespace Listening.Application.Content;

/// <summary>Turns posts into sealed content and back.</summary>
/// <remarks>
/// Content is eight bytes of the author's time (ticks, little-endian) and the post as JSON without times: so the JSON is
/// what the author can change, and is written once for both the hash and the seal. The time of collection is state.
/// </remarks>
public sealed class PostContent(IContentKeys keys)
{
    private const int TimeSize = sizeof(long);

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Seals a post for its row.</summary>
    /// <returns>The content, and the keyed hash of what the author can change.</returns>
    public (byte[] Content, byte[] Hash) Seal(Post post, ContentKeyId key, byte[] idHash)
    {
        var plain = Write(post);
        return (keys.GetOrCreate(key).Seal(plain, idHash), keys.HashContent(plain[TimeSize..]));
    }

    /// <summary>Opens a row's post, which then lacks its time of collection; null when its key is gone, or it was changed by somebody else.</summary>
    public Post? Open(byte[] content, long keyId, byte[] idHash)
    {
        if (keys.Find(ContentKeyId.FromValue(keyId))?.Open(content, idHash) is not { } plain) return null;
        var time = new DateTime(BinaryPrimitives.ReadInt64LittleEndian(plain), DateTimeKind.Utc);
        return PostReader.Read(plain.AsSpan(TimeSize)).Post with { CreatedAt = time };
    }

    /// <summary>Seals the reasons of a routing decision for the row they are about.</summary>
    public byte[] SealReasons(IReadOnlyList<string> reasons, ContentKeyId key, byte[] idHash) =>
        keys.GetOrCreate(key).Seal(JsonSerializer.SerializeToUtf8Bytes(reasons), idHash);

    /// <summary>Opens the reasons; empty when their key is gone.</summary>
    public IReadOnlyList<string> OpenReasons(byte[] reasons, long keyId, byte[] idHash) =>
        keys.Find(ContentKeyId.FromValue(keyId))?.Open(reasons, idHash) is { } json
            ? JsonSerializer.Deserialize<string[]>(json) ?? []
            : [];

    /// <summary>Seals words that staff wrote about a post, for its row.</summary>
    public byte[] SealWords(string words, ContentKeyId key, byte[] idHash) => keys.GetOrCreate(key).Seal(Encoding.UTF8.GetBytes(words), idHash);

    /// <summary>Opens such words; null when there are none, or their key is gone.</summary>
    public string? OpenWords(byte[]? words, long keyId, byte[] idHash) =>
        words is not null && keys.Find(ContentKeyId.FromValue(keyId))?.Open(words, idHash) is { } plain ? Encoding.UTF8.GetString(plain) : null;

    /// <summary>Seals under another key what is sealed under one; null when there is nothing, or its key is gone.</summary>
    public byte[]? Reseal(byte[]? sealedContent, long keyId, ContentKeyId key, byte[] idHash) =>
        sealedContent is not null && keys.Find(ContentKeyId.FromValue(keyId))?.Open(sealedContent, idHash) is { } plain
            ? keys.GetOrCreate(key).Seal(plain, idHash)
            : null;

    /// <summary>Keyed hash of the post's link, or of its native id when it has none.</summary>
    public byte[] HashLink(Post post) => keys.HashLink(post.Url ?? post.Id);

    /// <summary>Keyed hash of the post's author.</summary>
    public byte[] HashAuthor(Post post) => keys.HashAuthor(post.Author);

    /// <summary>Keyed hash of what the author can change: a post that only was collected again has the same.</summary>
    public byte[] HashOf(Post post) => keys.HashContent(Write(post)[TimeSize..]);

    // The result is this thread's and good until its next call.
    private static ReadOnlySpan<byte> Write(Post post)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(TimeSize), post.CreatedAt.Ticks);
        buffer.Advance(TimeSize);
        var writer = _writer ??= new Utf8JsonWriter(buffer, PostWriter.Options);
        writer.Reset(buffer);
        PostWriter.Write(writer, post with { CreatedAt = default, CollectedAt = default });
        writer.Flush();
        return buffer.WrittenSpan;
    }
}
