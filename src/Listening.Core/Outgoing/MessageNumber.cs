using System.Buffers.Binary;

namespace Listening.Core.Outgoing;

/// <summary>
/// Numbers of what is sent: 32 hexadecimal digits, the first 12 the time in milliseconds and the rest random (UUID version 7).
/// Receivers know by it what they have already.
/// </summary>
public static class MessageNumber
{
    /// <summary>A new number.</summary>
    public static string New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    /// <summary>True for what <see cref="New"/> gives.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower) && Guid.TryParseExact(text, "N", out var number) && number.Version == 7;

    /// <summary>The time of a number in milliseconds since 1970, and 62 of its random bits.</summary>
    public static (long Milliseconds, ulong Random) Read(string number)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!IsOne(number) || !Guid.ParseExact(number, "N").TryWriteBytes(bytes, bigEndian: true, out _))
            throw new ArgumentException("This is no number of a message.", nameof(number));
        return (BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16, BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & (ulong.MaxValue >> 2));
    }
}
