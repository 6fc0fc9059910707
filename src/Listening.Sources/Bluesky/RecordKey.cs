using Listening.Core.Outgoing;

namespace Listening.Sources.Bluesky;

/// <summary>Keys of records that this service writes.</summary>
internal static class RecordKey
{
    private const string Letters = "234567abcdefghijklmnopqrstuvwxyz";
    private const int Length = 13;

    /// <summary>
    /// The key of a message's record: a timestamp identifier as the protocol wants it (53 bits of microseconds, 10 of the
    /// writer, 5 bits a letter), and the same for the same message, so that it is written once however often it is sent.
    /// </summary>
    public static string Of(string messageId)
    {
        var (milliseconds, random) = MessageNumber.Read(messageId);
        var microseconds = ((ulong)milliseconds * 1000) + (random % 1000);
        var value = (microseconds << 10) | (random / 1000 % 1024);
        return string.Create(Length, value, static (letters, rest) =>
        {
            for (var at = letters.Length - 1; at >= 0; at--, rest >>= 5) letters[at] = Letters[(int)(rest & 31)];
        });
    }
}
