namespace Listening.Core.Foi;

/// <summary>The names of kinds in files and answers.</summary>
public static class AuthorityKinds
{
    private static readonly (AuthorityKind Kind, string Name, BodyClass Body)[] Known =
    [
        (AuthorityKind.LondonBorough, "london-borough", BodyClass.Council),
        (AuthorityKind.CountyCouncil, "county-council", BodyClass.Council),
        (AuthorityKind.DistrictCouncil, "district-council", BodyClass.Council),
        (AuthorityKind.UnitaryCouncil, "unitary-council", BodyClass.Council),
        (AuthorityKind.MetropolitanCouncil, "metropolitan-council", BodyClass.Council),
        (AuthorityKind.ScottishCouncil, "scottish-council", BodyClass.Council),
        (AuthorityKind.WelshCouncil, "welsh-council", BodyClass.Council),
        (AuthorityKind.NorthernIrelandCouncil, "ni-council", BodyClass.Council),
        (AuthorityKind.ParishCouncil, "parish-council", BodyClass.Parish),
        (AuthorityKind.CombinedAuthority, "combined-authority", BodyClass.Combined),
        (AuthorityKind.Police, "police", BodyClass.Police),
        (AuthorityKind.PoliceCommissioner, "police-commissioner", BodyClass.Commissioner),
        (AuthorityKind.Fire, "fire", BodyClass.Fire),
        (AuthorityKind.HealthTrust, "nhs-trust", BodyClass.Trust),
        (AuthorityKind.HealthBoard, "nhs-board", BodyClass.HealthBoard),
        (AuthorityKind.HealthBody, "nhs-body", BodyClass.None),
        (AuthorityKind.University, "university", BodyClass.University),
        (AuthorityKind.Department, "department", BodyClass.None),
        (AuthorityKind.Agency, "agency", BodyClass.None),
        (AuthorityKind.Regulator, "regulator", BodyClass.None),
        (AuthorityKind.Devolved, "devolved", BodyClass.None),
        (AuthorityKind.Other, "other", BodyClass.None),
    ];

    /// <summary>Every name, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>The name of a kind, for example <c>london-borough</c>.</summary>
    public static string Name(this AuthorityKind kind) => Known[(int)kind].Name;

    /// <summary>The kind of a name; null when there is none.</summary>
    public static AuthorityKind? Find(ReadOnlySpan<char> name)
    {
        foreach (var known in Known)
            if (name.SequenceEqual(known.Name)) return known.Kind;
        return null;
    }

    /// <summary>Which words beside a place mean a body of this kind.</summary>
    internal static BodyClass Body(this AuthorityKind kind) => Known[(int)kind].Body;
}
