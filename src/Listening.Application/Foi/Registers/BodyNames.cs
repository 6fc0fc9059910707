using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>What the official name of a body says of its kind, for registers that say nothing else.</summary>
internal static class BodyNames
{
    // The longer words first: a police and crime commissioner is no police force.
    private static readonly (string Words, AuthorityKind Kind, bool IsSure)[] Known =
    [
        ("Parish Council", AuthorityKind.ParishCouncil, true), ("Town Council", AuthorityKind.ParishCouncil, true), ("Community Council", AuthorityKind.ParishCouncil, true),
        ("London Borough", AuthorityKind.LondonBorough, true), ("County Council", AuthorityKind.CountyCouncil, false), ("Metropolitan Borough Council", AuthorityKind.MetropolitanCouncil, false),
        ("Borough Council", AuthorityKind.DistrictCouncil, false), ("District Council", AuthorityKind.DistrictCouncil, false), ("City Council", AuthorityKind.DistrictCouncil, false),
        ("Combined Authority", AuthorityKind.CombinedAuthority, true), ("Combined County Authority", AuthorityKind.CombinedAuthority, true),
        ("Police and Crime Commissioner", AuthorityKind.PoliceCommissioner, true), ("Fire and Rescue Service", AuthorityKind.Fire, true), ("Fire and Rescue Authority", AuthorityKind.Fire, true),
        ("NHS Trust", AuthorityKind.HealthTrust, true), ("NHS Foundation Trust", AuthorityKind.HealthTrust, true), ("Integrated Care Board", AuthorityKind.HealthBoard, true),
        ("Health Board", AuthorityKind.HealthBoard, true),
    ];

    /// <summary>The kind that a name ends with, or stands at its beginning with "of" or "for"; null when it says none.</summary>
    public static (AuthorityKind Kind, bool IsSure)? KindOf(string name)
    {
        if (IsAbout(name)) return null;
        foreach (var (words, kind, sure) in Known)
        {
            if (name.EndsWith(words, StringComparison.OrdinalIgnoreCase) || Leads(name, words)) return (kind, sure);
        }

        return null;
    }

    /// <summary>True when it may be the name of a council.</summary>
    public static bool IsCouncil(string name) =>
        !IsAbout(name) && (name.EndsWith("Council", StringComparison.OrdinalIgnoreCase) || name.Contains("Council of ", StringComparison.OrdinalIgnoreCase)
            || name.Contains("Borough of ", StringComparison.OrdinalIgnoreCase) || name.StartsWith("City of ", StringComparison.OrdinalIgnoreCase));

    // "Assessor for Glasgow City Council" is no council.
    private static bool IsAbout(string name) => name.IndexOf(" for ", StringComparison.OrdinalIgnoreCase) is > 0 and var at && name.IndexOf("Council", at, StringComparison.OrdinalIgnoreCase) > 0;

    private static bool Leads(string name, string words)
    {
        var at = name.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return false;
        var rest = name.AsSpan(at + words.Length);
        return rest.StartsWith(" of ", StringComparison.OrdinalIgnoreCase) || rest.StartsWith(" for ", StringComparison.OrdinalIgnoreCase);
    }
}
