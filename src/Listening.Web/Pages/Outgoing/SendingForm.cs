namespace Listening.Web.Pages.Outgoing;

/// <summary>What is typed on the pages that send something.</summary>
public sealed record SendingForm
{
    /// <summary>Value of <see cref="After"/> that closes the item.</summary>
    public const string CloseIt = "close";

    /// <summary>Number of the message, drawn when the form was shown.</summary>
    public string? Message { get; init; }

    /// <summary>The team.</summary>
    public string? Team { get; init; }

    /// <summary>Why, a note, or the reply.</summary>
    public string? Words { get; init; }

    /// <summary><c>close</c> or <c>open</c>: what becomes of the item.</summary>
    public string? After { get; init; }

    /// <summary>Reference of a case that is made by hand.</summary>
    public string? Reference { get; init; }
}
