using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Listening.Application.Foi.Registers;

/// <summary>The text of a file with the digest of its bytes.</summary>
/// <param name="Text">Without the mark at its beginning.</param>
/// <param name="Digest">SHA-256, in small hexadecimal letters.</param>
internal sealed record RegisterText(string Text, string Digest)
{
    /// <summary>The largest file, in bytes. All registers of the country together are a tenth of it.</summary>
    public const int Largest = 64 * 1024 * 1024;

    /// <summary>Reads a stream to its end, but no more than may be taken.</summary>
    /// <exception cref="RegisterFileException">Too large, empty, or not UTF-8.</exception>
    public static async Task<RegisterText> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[128 * 1024];
        if (stream.CanSeek && stream.Length > Largest) throw TooLarge();
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > Largest) throw TooLarge();
            bytes.Write(buffer, 0, read);
        }

        if (bytes.Length == 0) throw new RegisterFileException("The file is empty.");
        var all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        return new RegisterText(Decode(all), Convert.ToHexStringLower(SHA256.HashData(all)));
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(text);
        }
        catch (DecoderFallbackException broken)
        {
            var at = bytes.Length - text.Length + Math.Max(0, broken.Index);
            throw new RegisterFileException(string.Create(
                CultureInfo.InvariantCulture, $"Line {bytes[..at].Count((byte)'\n') + 1}, byte {at} of the file: this is not UTF-8. Save the file as UTF-8 and import it again."));
        }
    }

    private static RegisterFileException TooLarge() =>
        new(string.Create(CultureInfo.InvariantCulture, $"The file is larger than {Largest / 1024 / 1024} MB, so it is no register."));
}
