using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>Which kinds may be two registers' words for one body.</summary>
internal static class KindFit
{
    private static readonly AuthorityKind[] Councils =
    [
        AuthorityKind.LondonBorough, AuthorityKind.CountyCouncil, AuthorityKind.DistrictCouncil, AuthorityKind.UnitaryCouncil, AuthorityKind.MetropolitanCouncil,
        AuthorityKind.ScottishCouncil, AuthorityKind.WelshCouncil, AuthorityKind.NorthernIrelandCouncil,
    ];

    private static readonly AuthorityKind[] National =
        [AuthorityKind.Department, AuthorityKind.Agency, AuthorityKind.Regulator, AuthorityKind.Devolved, AuthorityKind.HealthBody, AuthorityKind.HealthTrust, AuthorityKind.HealthBoard];

    private static readonly AuthorityKind[] OneOfAPlace =
        [.. Councils, AuthorityKind.CombinedAuthority, AuthorityKind.Police, AuthorityKind.PoliceCommissioner, AuthorityKind.Fire, AuthorityKind.University];

    /// <summary>True for a principal council.</summary>
    public static bool IsCouncil(AuthorityKind kind) => Councils.Contains(kind);

    /// <summary>True when a place has no two of that kind, so that "Lewisham Council" is the "London Borough of Lewisham".</summary>
    public static bool IsOneOfAPlace(AuthorityKind kind) => OneOfAPlace.Contains(kind);

    /// <summary>True when two bodies of one name and these kinds are one: a parish council is never a district, but registers differ about agencies and departments.</summary>
    public static bool Fits(AuthorityKind one, AuthorityKind other) =>
        one == other || one == AuthorityKind.Other || other == AuthorityKind.Other || (IsLocal(one) && IsLocal(other)) || (National.Contains(one) && National.Contains(other));

    // The Greater London Authority is a council to some and a combined authority to others.
    private static bool IsLocal(AuthorityKind kind) => kind == AuthorityKind.CombinedAuthority || IsCouncil(kind);
}
