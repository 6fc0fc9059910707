using System.Security.Cryptography;

namespace Listening.Core.Content;

/// <summary>Random nonces, drawn from the system's generator some hundreds at a time: asking for twelve bytes costs as much as sealing a post.</summary>
internal static class Nonces
{
    private const int Drawn = 4096;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _used;

    /// <summary>Fills the nonce with bytes that are given out once.</summary>
    public static void Next(Span<byte> nonce)
    {
        if (_drawn is null || _used + nonce.Length > Drawn)
        {
            _drawn ??= new byte[Drawn];
            RandomNumberGenerator.Fill(_drawn);
            _used = 0;
        }

        _drawn.AsSpan(_used, nonce.Length).CopyTo(nonce);
        _used += nonce.Length;
    }
}
