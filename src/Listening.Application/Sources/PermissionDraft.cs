namespace Listening.Application.Sources;

/// <summary>By what right a platform is read, as somebody records it.</summary>
/// <param name="Terms">Name and version of the platform's terms; 3 to 200 characters.</param>
/// <param name="TermsReadOn">The day on which they were read; not in the future.</param>
/// <param name="Approval">Reference of the plan or approval; 2 to 200 characters.</param>
/// <param name="PermittedUse">What the posts may be used for; 10 to 1,000 characters.</param>
public sealed record PermissionDraft(string Terms, DateOnly TermsReadOn, string Approval, string PermittedUse)
{
    /// <summary>Why it cannot be recorded; null when it can.</summary>
    /// <param name="now">The present time, UTC.</param>
    public PermissionRefusal? RefusalAt(DateTime now)
    {
        if (Terms.Trim().Length is < 3 or > 200)
            return new PermissionRefusal(PermissionFault.Terms, "Name the platform's terms and their version in 3 to 200 characters, for example “Developer Agreement, 3 March 2026”.");
        // Whoever is east of Greenwich may be a day ahead.
        if (TermsReadOn > DateOnly.FromDateTime(now).AddDays(1) || TermsReadOn.Year < 2000)
            return new PermissionRefusal(PermissionFault.TermsReadOn, "The day on which the terms were read cannot be in the future, nor before 2000.");
        if (Approval.Trim().Length is < 2 or > 200)
            return new PermissionRefusal(PermissionFault.Approval, "Give the reference of the plan or approval in 2 to 200 characters.");
        return PermittedUse.Trim().Length is < 10 or > 1000
            ? new PermissionRefusal(PermissionFault.PermittedUse, "Say what the posts may be used for in 10 to 1,000 characters.")
            : null;
    }
}

/// <summary>Why a permission was not recorded.</summary>
/// <param name="Fault">What it is about.</param>
/// <param name="Why">A sentence for the one who asked.</param>
public sealed record PermissionRefusal(PermissionFault Fault, string Why);

/// <summary>What a refusal is about.</summary>
public enum PermissionFault
{
    /// <summary>The source.</summary>
    Source,

    /// <summary>The platform's terms.</summary>
    Terms,

    /// <summary>When they were read.</summary>
    TermsReadOn,

    /// <summary>The plan or approval.</summary>
    Approval,

    /// <summary>The use.</summary>
    PermittedUse,
}
