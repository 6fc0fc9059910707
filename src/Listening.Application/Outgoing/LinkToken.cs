using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Listening.Application.Outgoing;

/// <summary>Tokens of links that open one item for whoever has them.</summary>
internal static class LinkToken
{
    private const int Bytes = 32;

    /// <summary>A new token: 256 random bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of it.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
