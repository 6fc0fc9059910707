using Listening.Application.Storage;

namespace Listening.Application.Holds;

/// <summary>How the reasons of holds read.</summary>
public static class HoldWording
{
    /// <summary>For example <c>an FOI request</c>.</summary>
    public static string Words(this HoldReason reason) => reason switch
    {
        HoldReason.FoiRequest => "an FOI request",
        HoldReason.SubjectAccessRequest => "a subject access request",
        HoldReason.LegalClaim => "a legal claim",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason has no words."),
    };

    /// <summary>Why a hold for that reason is stronger than a duty to delete.</summary>
    public static string WhyItWins(HoldReason reason) => reason switch
    {
        HoldReason.FoiRequest => "destroying what was requested is an offence under section 77 of the Freedom of Information Act 2000",
        HoldReason.SubjectAccessRequest => "destroying what somebody asked to see is an offence under section 173 of the Data Protection Act 2018",
        HoldReason.LegalClaim => "evidence for legal proceedings has to be preserved",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason has no words."),
    };
}
