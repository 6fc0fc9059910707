using System.Security.Cryptography;

namespace Listening.Core.Content;

/// <summary>A content key in memory: seals and opens content with AES-256-GCM. Safe to share by threads.</summary>
/// <remarks>
/// Sealed content is: one byte of format, 12 bytes of nonce, the ciphertext, 16 bytes of tag. The row it belongs to is
/// authenticated with it, so a ciphertext cannot be moved to another row.
/// </remarks>
public sealed class ContentKey : IDisposable
{
    private const byte Format = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = 1 + NonceSize + TagSize;

    /// <summary>Bytes of key material.</summary>
    public const int Size = 32;

    // AesGcm keeps native state that must not be used by two threads at once.
    private readonly ThreadLocal<AesGcm> _ciphers;

    /// <summary>Takes the material over; the caller clears its own copy.</summary>
    public ContentKey(ContentKeyId id, ReadOnlySpan<byte> material)
    {
        Id = id;
        var copy = material.ToArray();
        _ciphers = new ThreadLocal<AesGcm>(() => new AesGcm(copy, TagSize), trackAllValues: true);
        _material = copy;
    }

    private readonly byte[] _material;

    /// <summary>Which key this is.</summary>
    public ContentKeyId Id { get; }

    /// <summary>32 bytes that only this key has and that say nothing about it: with them it can be shown that a key is the one that was made.</summary>
    public byte[] Commit() => HMACSHA256.HashData(_material, "listening content key"u8);

    /// <summary>Seals content for one row.</summary>
    /// <param name="plain">The content.</param>
    /// <param name="row">What identifies the row, for example its id hash.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> row)
    {
        var result = new byte[Overhead + plain.Length];
        result[0] = Format;
        var nonce = result.AsSpan(1, NonceSize);
        Nonces.Next(nonce);
        _ciphers.Value!.Encrypt(
            nonce, plain, result.AsSpan(1 + NonceSize, plain.Length), result.AsSpan(1 + NonceSize + plain.Length), row);
        return result;
    }

    /// <summary>Opens what <see cref="Seal"/> made for the same row.</summary>
    /// <returns>The content; null when it was sealed under another key, for another row, or was changed since.</returns>
    public byte[]? Open(ReadOnlySpan<byte> content, ReadOnlySpan<byte> row)
    {
        if (content.Length < Overhead || content[0] != Format) return null;
        var plain = new byte[content.Length - Overhead];
        try
        {
            _ciphers.Value!.Decrypt(
                content.Slice(1, NonceSize), content.Slice(1 + NonceSize, plain.Length), content[^TagSize..], plain, row);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>Forgets the material.</summary>
    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values) cipher.Dispose();
        _ciphers.Dispose();
        CryptographicOperations.ZeroMemory(_material);
    }
}
