using System.Text.Json;

namespace Listening.Sources.Bluesky;

/// <summary>A signed-in session. All of it is secret.</summary>
/// <param name="AccessJwt">Opens every request; lives about two hours.</param>
/// <param name="RefreshJwt">Buys the next pair; lives about 90 days and is replaced at each use.</param>
/// <param name="Did">The reading account's stable id.</param>
public sealed record BlueskySession(string AccessJwt, string RefreshJwt, string Did)
{
    /// <summary>Reads what <see cref="Write"/> wrote; null when there is nothing that can be read.</summary>
    public static BlueskySession? Read(byte[]? saved)
    {
        try
        {
            return saved is null ? null : JsonSerializer.Deserialize<BlueskySession>(saved);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What is kept, sealed, between runs.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Says nothing, so that a session printed by mistake gives nothing away.</summary>
    public override string ToString() => nameof(BlueskySession);
}
