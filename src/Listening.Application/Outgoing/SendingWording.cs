using System.Globalization;
using Listening.Application.Storage;

namespace Listening.Application.Outgoing;

/// <summary>How sendings stand in the log: numbers and configured names only.</summary>
internal static class SendingWording
{
    /// <summary>For example <c>Sending 5: pass on to press-office.</c></summary>
    public static string Of(SendingRow sending) => Number($"Sending {sending.Id}: {Verb(sending.Kind)} {sending.Target}.");

    /// <summary>What an entry about an item is about.</summary>
    public static string SubjectOf(long itemId) => Number($"item:{itemId}");

    private static string Verb(SendingKind kind) => kind switch
    {
        SendingKind.PassOn => "pass on to",
        SendingKind.HandOver => "hand over to",
        _ => "reply on",
    };

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
