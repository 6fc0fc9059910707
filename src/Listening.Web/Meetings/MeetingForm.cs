namespace Listening.Web.Meetings;

/// <summary>What the forms on a meeting's page send; each sends a part of it.</summary>
public sealed class MeetingForm
{
    /// <summary>What is to be done: <c>add</c>, <c>remove</c>, <c>decide</c>, <c>move</c> or <c>close</c>.</summary>
    public string? Act { get; set; }

    /// <summary>The version of the meeting that was seen.</summary>
    public int Version { get; set; }

    /// <summary>The authority's number; 0 when a name was typed.</summary>
    public int Authority { get; set; }

    /// <summary>An authority's name as typed.</summary>
    public string? Name { get; set; }

    /// <summary>The name of what was decided.</summary>
    public string? Decision { get; set; }

    /// <summary>The case's reference as typed.</summary>
    public string? Reference { get; set; }

    /// <summary>The new day as typed.</summary>
    public string? Day { get; set; }

    /// <summary>The new time of day as typed.</summary>
    public string? Time { get; set; }

    /// <summary>Why it is moved or closed, as typed.</summary>
    public string? Reason { get; set; }
}
