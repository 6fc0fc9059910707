using System.Text.RegularExpressions;
using Listening.Application.Auditing;

namespace Listening.Application.Outgoing;

/// <summary>What may leave the service, and where to.</summary>
public sealed record OutgoingSettings
{
    /// <summary>What a download for the case system is recorded as having been sent to.</summary>
    public const string DownloadTarget = "download";

    /// <summary>What the case system is called.</summary>
    public const string CaseSystemTarget = "case-system";

    /// <summary>The teams to which items can be passed on.</summary>
    public IReadOnlyList<PassOnTeam> Teams { get; init; } = [];

    /// <summary>True when the case system takes items by webhook.</summary>
    public bool HandsOver { get; init; }

    /// <summary>True when an item is deleted as soon as the case system has it, unless a hold keeps it.</summary>
    public bool DeletesAfterHandOver { get; init; }

    /// <summary>The form of the case system's references; null for that of <see cref="CaseReference"/>.</summary>
    public Regex? ReferencePattern { get; init; }

    /// <summary>True when somebody else than its author has to approve a reply.</summary>
    public bool RepliesNeedApproval { get; init; } = true;

    /// <summary>Why a text cannot be the reference of a case; null when it can.</summary>
    public string? RefusalOf(string reference)
    {
        if (ReferencePattern is null) return CaseReference.RefusalOf(reference);
        return reference.Length is >= 1 and <= CaseReference.LongestLength && ReferencePattern.IsMatch(reference)
            ? null
            : "This is not a reference of the case system.";
    }
}

/// <summary>A team to which items can be passed on.</summary>
/// <param name="Name">For example <c>press-office</c>.</param>
/// <param name="IncludeText">True when a mail to it may hold the post itself.</param>
public sealed record PassOnTeam(string Name, bool IncludeText);
