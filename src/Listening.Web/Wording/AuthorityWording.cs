using Listening.Application.Foi;
using Listening.Application.Meetings;
using Listening.Core.Foi;

namespace Listening.Web.Wording;

/// <summary>What authorities, their standing and the signals about them are called on the pages.</summary>
internal static class AuthorityWording
{
    /// <summary>What kind of body it is.</summary>
    public static string Title(this AuthorityKind kind) => kind switch
    {
        AuthorityKind.LondonBorough => "London borough",
        AuthorityKind.NorthernIrelandCouncil => "Council in Northern Ireland",
        AuthorityKind.ScottishCouncil => "Council in Scotland",
        AuthorityKind.WelshCouncil => "Council in Wales",
        AuthorityKind.Police => "Police force",
        AuthorityKind.PoliceCommissioner => "Police and crime commissioner",
        AuthorityKind.Fire => "Fire and rescue service",
        AuthorityKind.HealthTrust => "NHS trust",
        AuthorityKind.HealthBoard => "NHS board",
        AuthorityKind.HealthBody => "NHS body",
        AuthorityKind.Department => "Government department",
        AuthorityKind.Devolved => "Devolved body",
        _ => char.ToUpperInvariant(kind.Name()[0]) + kind.Name()[1..].Replace('-', ' '),
    };

    /// <summary>Where the group stands with it.</summary>
    public static string Title(this AuthorityStatus status) => status switch
    {
        AuthorityStatus.Watch => "Watch",
        AuthorityStatus.OfConcern => "Of concern",
        AuthorityStatus.InHand => "In hand",
        AuthorityStatus.Closed => "Closed",
        _ => "None",
    };

    /// <summary>The colour of its tag.</summary>
    public static string Colour(this AuthorityStatus status) => status switch
    {
        AuthorityStatus.Watch => "yellow",
        AuthorityStatus.OfConcern => "red",
        AuthorityStatus.InHand => "blue",
        _ => "grey",
    };

    /// <summary>What a signal says.</summary>
    public static string Title(this FoiSignalKind kind) => kind switch
    {
        FoiSignalKind.NoInternalReview => "No internal review",
        FoiSignalKind.NotHeld => "Not held",
        FoiSignalKind.DestroyedOrHidden => "Destroyed or hidden",
        FoiSignalKind.DecisionOrTribunal => "Decision or tribunal",
        FoiSignalKind.Vexatious => "Called vexatious",
        _ => kind.ToString(),
    };

    /// <summary>How a signal is to be read; empty when as it is written.</summary>
    public static string Words(this FoiSignalMarks marks) => string.Join(", ", new[]
    {
        marks.HasFlag(FoiSignalMarks.Quoted) ? "quoted" : null,
        marks.HasFlag(FoiSignalMarks.Sarcastic) ? "perhaps sarcastic" : null,
        marks.HasFlag(FoiSignalMarks.SecondHand) ? "second-hand" : null,
    }.OfType<string>());

    /// <summary>A signal with what it claims.</summary>
    public static string Words(this FoiSignal signal)
    {
        var days = signal.Days is { } claimed ? $" by {Lengths.Count(claimed, "day")}" : "";
        var sections = signal.Sections.Count == 0 ? "" : $" ({string.Join(", ", signal.Sections)})";
        var marks = signal.Marks == FoiSignalMarks.None ? "" : $" – {signal.Marks.Words()}";
        return $"{signal.Kind.Title()}{days}{sections}{marks}";
    }

    /// <summary>What was decided.</summary>
    public static string Title(this MeetingDecision decision) => decision switch
    {
        MeetingDecision.NoAction => "No action",
        MeetingDecision.Write => "Write to it",
        MeetingDecision.Monitor => "Monitor",
        _ => "Regulatory action",
    };
}
