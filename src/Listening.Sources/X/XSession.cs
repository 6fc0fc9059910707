using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Listening.Sources.X;

/// <summary>The answering account's sign-in. All of it is secret.</summary>
/// <param name="AccessToken">Opens requests; lives two hours. Empty when there is none yet.</param>
/// <param name="RefreshToken">Buys the next pair; X takes it once.</param>
/// <param name="Until">When the access token ends, UTC.</param>
/// <param name="First">Digest of the refresh token in the settings that these tokens come from.</param>
public sealed record XSession(string AccessToken, string RefreshToken, DateTime Until, string First)
{
    /// <summary>A sign-in of which only the first refresh token is known.</summary>
    public static XSession Begin(string refreshToken) => new("", refreshToken, DateTime.MinValue, DigestOf(refreshToken));

    /// <summary>What tells one first refresh token from another.</summary>
    public static string DigestOf(string refreshToken) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken)));

    /// <summary>Reads what <see cref="Write"/> wrote; null when there is nothing that can be read.</summary>
    public static XSession? Read(byte[]? saved)
    {
        try
        {
            return saved is null ? null : JsonSerializer.Deserialize<XSession>(saved) is { AccessToken: not null, RefreshToken.Length: > 0 } session ? session : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is kept, sealed, between runs.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Says nothing, so that a session printed by mistake gives nothing away.</summary>
    public override string ToString() => nameof(XSession);
}
