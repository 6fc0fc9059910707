using System.Buffers;
using System.Text.Json;
using Listening.Core.Content;
using Listening.Core.Posts;

namespace Listening.Application.Content;

/// <summary>Turns posts into sealed content and back.</summary>
public sealed class PostContent(IContentKeys keys)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>Seals a post for its row.</summary>
    public byte[] Seal(Post post, ContentKeyId key, byte[] idHash) => keys.GetOrCreate(key).Seal(Json(post), idHash);

    /// <summary>Opens a row's post; null when its key is gone, or it was changed by somebody else.</summary>
    public Post? Open(byte[] content, long keyId, byte[] idHash) =>
        keys.Find(ContentKeyId.FromValue(keyId))?.Open(content, idHash) is { } json ? PostReader.Read(json).Post : null;

    /// <summary>Seals the reasons of a routing decision for the row they are about.</summary>
    public byte[] SealReasons(IReadOnlyList<string> reasons, ContentKeyId key, byte[] idHash) =>
        keys.GetOrCreate(key).Seal(JsonSerializer.SerializeToUtf8Bytes(reasons), idHash);

    /// <summary>Opens the reasons; empty when their key is gone.</summary>
    public IReadOnlyList<string> OpenReasons(byte[] reasons, long keyId, byte[] idHash) =>
        keys.Find(ContentKeyId.FromValue(keyId))?.Open(reasons, idHash) is { } json
            ? JsonSerializer.Deserialize<string[]>(json) ?? []
            : [];

    /// <summary>Keyed hash of what the author can change: a post that only was collected at another time has the same.</summary>
    public byte[] HashOf(Post post) => keys.HashContent(Json(post with { CreatedAt = default, CollectedAt = default }));

    private static ReadOnlySpan<byte> Json(Post post)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        PostWriter.Write(buffer, post);
        return buffer.WrittenSpan;
    }
}
