using System.Text.Json;
using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Core.Content;

namespace Listening.Application.Outgoing;

/// <summary>What of a sending is sealed with its post: the words, and until it is sent the token of its link.</summary>
internal sealed record SendingSecret(string Words, bool Close, string? Token = null)
{
    /// <summary>Seals it for its row.</summary>
    public byte[] Seal(PostContent content, long keyId, byte[] idHash) =>
        content.SealWords(JsonSerializer.Serialize(this), ContentKeyId.FromValue(keyId), idHash);

    /// <summary>Opens a row's; null when its key is gone.</summary>
    public static SendingSecret? Open(PostContent content, SendingRow row, byte[] idHash) =>
        content.OpenWords(row.Words, row.KeyId, idHash) is { } json ? JsonSerializer.Deserialize<SendingSecret>(json) : null;
}
