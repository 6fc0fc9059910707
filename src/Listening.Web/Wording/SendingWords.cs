using Listening.Application.Outgoing;
using Listening.Application.Storage;

namespace Listening.Web.Wording;

/// <summary>How sendings are written on the pages.</summary>
internal static class SendingWords
{
    /// <summary>What it is, for example <c>Passed on to press-office</c>.</summary>
    public static string Title(this SendingRow sending) => sending.Kind switch
    {
        SendingKind.PassOn => $"Pass on to {sending.Target}",
        SendingKind.HandOver when sending.Target == OutgoingSettings.DownloadTarget => "Downloaded for the case system",
        SendingKind.HandOver => "Hand over to the case system",
        _ => $"Reply on {sending.Target}",
    };

    /// <summary>Where it stands, and the colour of its tag.</summary>
    public static (string Words, string Colour) Standing(this SendingRow sending) => sending.State switch
    {
        SendingState.Asked => ("Waits for approval", "yellow"),
        SendingState.Waiting => (sending.Problem is null ? "Is being sent" : "Is tried again", "blue"),
        SendingState.Sent => ("Sent", "green"),
        SendingState.Failed => ("Not sent", "red"),
        _ => ("Refused or taken back", "grey"),
    };

    /// <summary>What to do about one that was not sent.</summary>
    public static string Advice(this SendingRow sending) => sending.State == SendingState.Waiting
        ? "Nothing has to be done: it is tried again by itself until the post is deleted."
        : sending.Kind switch
        {
            SendingKind.PassOn => "Ask whoever looks after this service to check the team's address and the mail server, then try again.",
            SendingKind.HandOver => "Ask whoever looks after the case system, then try again; or download the item and make the case by hand.",
            _ => "Read why, and try again where that can help; or answer the author in another way.",
        };
}
