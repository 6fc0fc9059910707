using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Listening.Sources.LinkedIn;

/// <summary>A signed-in session. All of it is secret.</summary>
/// <param name="AccessToken">Opens every request; lives 60 days.</param>
/// <param name="AccessUntil">Its end, UTC.</param>
/// <param name="RefreshToken">Buys the next one; lives 365 days from the consent.</param>
/// <param name="RefreshUntil">Its end, UTC; null when the platform did not say.</param>
/// <param name="Given">Tells from which configured token it came: a new one in the settings is a new consent.</param>
public sealed record LinkedInSession(string AccessToken, DateTime AccessUntil, string RefreshToken, DateTime? RefreshUntil, string Given)
{
    /// <summary>What <see cref="Given"/> is for a configured refresh token.</summary>
    public static string GivenBy(string refreshToken) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken)));

    /// <summary>Reads what <see cref="Write"/> wrote; null when there is nothing that can be read.</summary>
    public static LinkedInSession? Read(byte[]? saved)
    {
        try
        {
            return saved is null ? null : JsonSerializer.Deserialize<LinkedInSession>(saved);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is kept, sealed, between runs.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Says nothing, so that a session printed by mistake gives nothing away.</summary>
    public override string ToString() => nameof(LinkedInSession);
}
