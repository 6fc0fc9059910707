namespace Listening.Core.Foi;

/// <summary>What kind of public authority a body is. Numbers are stored, so they never change.</summary>
public enum AuthorityKind
{
    /// <summary>A London borough; the City of Westminster is one.</summary>
    LondonBorough,

    /// <summary>The upper of two tiers in England.</summary>
    CountyCouncil,

    /// <summary>The lower of two tiers in England.</summary>
    DistrictCouncil,

    /// <summary>The only tier in its part of England, outside the metropolitan counties and London.</summary>
    UnitaryCouncil,

    /// <summary>A district of a metropolitan county.</summary>
    MetropolitanCouncil,

    /// <summary>A council of Scotland.</summary>
    ScottishCouncil,

    /// <summary>A council of Wales.</summary>
    WelshCouncil,

    /// <summary>A council of Northern Ireland.</summary>
    NorthernIrelandCouncil,

    /// <summary>A parish, town or community council.</summary>
    ParishCouncil,

    /// <summary>Several councils with powers in common, with or without a mayor.</summary>
    CombinedAuthority,

    /// <summary>A police force.</summary>
    Police,

    /// <summary>A police and crime commissioner.</summary>
    PoliceCommissioner,

    /// <summary>A fire and rescue service.</summary>
    Fire,

    /// <summary>A trust of the health service.</summary>
    HealthTrust,

    /// <summary>A board that plans health care for a part of a nation.</summary>
    HealthBoard,

    /// <summary>A national body of a health service.</summary>
    HealthBody,

    /// <summary>A university.</summary>
    University,

    /// <summary>A department of the United Kingdom's government.</summary>
    Department,

    /// <summary>An agency or another body of the United Kingdom.</summary>
    Agency,

    /// <summary>A regulator, inspector or ombudsman.</summary>
    Regulator,

    /// <summary>A government, parliament or national body of Scotland, Wales or Northern Ireland.</summary>
    Devolved,

    /// <summary>Any other body, for example one of an imported register.</summary>
    Other,
}
