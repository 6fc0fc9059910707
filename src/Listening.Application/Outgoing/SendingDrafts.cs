using System.Globalization;
using Listening.Application.Storage;
using Listening.Core.Outgoing;

namespace Listening.Application.Outgoing;

/// <summary>Decides what may be sent.</summary>
internal sealed class SendingDrafts(OutgoingSettings settings, ReplyWriters writers)
{
    /// <summary>Where a draft goes and its words as they are sent, or why it is refused.</summary>
    public (string Target, string Words, SendingResult? Refusal) Check(SendingDraft draft, string source)
    {
        if (!MessageNumber.IsOne(draft.MessageId)) throw new ArgumentException("The draft has no number.", nameof(draft));
        var words = Plain(draft.Words);
        return draft.Kind switch
        {
            SendingKind.PassOn => (draft.Target, words, PassOn(draft.Target, words)),
            SendingKind.HandOver => (OutgoingSettings.CaseSystemTarget, words, HandOver(words)),
            SendingKind.Reply => (source, words, Reply(source, words)),
            _ => throw new ArgumentOutOfRangeException(nameof(draft), draft.Kind, "There is no such way out."),
        };
    }

    /// <summary>Words as they are sent: without what is not a character, with one kind of line end.</summary>
    public static string Plain(string words) =>
        string.Concat(words.ReplaceLineEndings("\n").Where(letter => letter == '\n' || !char.IsControl(letter))).Trim();

    private SendingResult? PassOn(string team, string words)
    {
        if (settings.Teams.All(known => known.Name != team)) return SendingResult.Refused("Choose a team.", SendingField.Target);
        return words.Length == 0 ? SendingResult.Refused("Say in a few sentences why you pass it on.") : TooLong(words);
    }

    private SendingResult? HandOver(string words) => settings.HandsOver
        ? TooLong(words)
        : SendingResult.Refused("No case system is set up; download the item instead.");

    private SendingResult? Reply(string source, string words)
    {
        if (writers.Find(source) is not { } writer) return SendingResult.Refused("This source may not write replies.");
        if (words.Length == 0) return SendingResult.Refused("Write a reply.");
        if (ReplyPlaceholders.In(words) is { } left) return SendingResult.Refused($"Put something in place of {left}.");
        var length = writer.Measure(words);
        return length.Fits
            ? null
            : SendingResult.Refused(length.Used > length.Longest
                ? $"The reply is {Number(length.Used - length.Longest)} characters too long: the platform takes {Number(length.Longest)}."
                : "The reply has too many characters that take up much space, such as emoji. Use fewer of them.");
    }

    private static SendingResult? TooLong(string words) => words.Length > SendingDraft.LongestWords
        ? SendingResult.Refused($"Use {Number(SendingDraft.LongestWords)} characters at most; these are {Number(words.Length)}.")
        : null;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
