using Listening.Application.Holds;
using Listening.Application.Storage;
using System.Text.Json;

namespace Listening.Web.Wording;

/// <summary>How holds read on the pages. An author is never named: only the keyed hash is kept.</summary>
internal static class HoldTexts
{
    /// <summary>Where it stands, and in which colour.</summary>
    public static (string Words, string Colour) State(this HoldRow hold) => hold.State switch
    {
        HoldState.Asked => ("Waits for approval", "yellow"),
        HoldState.InForce => ("In force", "green"),
        HoldState.Refused => ("Refused", "grey"),
        _ => ("Lifted", "grey"),
    };

    /// <summary>The reason as a title, for example <c>FOI request</c>.</summary>
    public static string Title(this HoldReason reason) => reason switch
    {
        HoldReason.FoiRequest => "FOI request",
        HoldReason.SubjectAccessRequest => "Subject access request",
        HoldReason.LegalClaim => "Legal claim",
        _ => reason.ToString(),
    };

    /// <summary>What it is about, for example <c>3 items by one author, collected from 4 March 2026, 12:00am</c>; the search's name comes apart.</summary>
    public static string Scope(HoldRow hold, Clock clock)
    {
        var items = hold.PostIds is { } list ? Lengths.Count(JsonSerializer.Deserialize<long[]>(list)!.Length, "named item") : "Posts";
        var author = hold.AuthorHash is null ? "" : " by one author";
        var from = hold.CollectedFrom is { } first ? $", collected from {clock.Local(first)}" : "";
        var to = hold.CollectedTo is { } last ? $"{(hold.CollectedFrom is null ? ", collected " : " ")}before {clock.Local(last)}" : "";
        return $"{items}{author}{from}{to}";
    }

    /// <summary>What a preview says.</summary>
    public static string Words(HoldPreview preview, Clock clock) => preview.Posts == 0
        ? "No post that is held now is in its scope. What is collected later can still come into it."
        : $"{Lengths.Count(preview.Posts, "post")} {(preview.Posts == 1 ? "is" : "are")} in its scope now{(preview.FirstDueAt is { } due ? $"; without it the first is deleted on {clock.Local(due)}" : "")}.";
}
