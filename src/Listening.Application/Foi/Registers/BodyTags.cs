using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>The tags that WhatDoTheyKnow gives to a body, which Open Knowledge's list has taken over; <c>docs/authorities.md</c> says what each is read as.</summary>
internal sealed class BodyTags(string tags)
{
    private static readonly (string Tag, AuthorityKind Kind)[] Plain =
    [
        ("parish_council", AuthorityKind.ParishCouncil), ("town_council", AuthorityKind.ParishCouncil), ("community_council", AuthorityKind.ParishCouncil),
        ("london_borough", AuthorityKind.LondonBorough), ("scotland_council", AuthorityKind.ScottishCouncil),
        ("nhstrust", AuthorityKind.HealthTrust), ("nhsft", AuthorityKind.HealthTrust), ("health_board", AuthorityKind.HealthBoard), ("local_health_board", AuthorityKind.HealthBoard),
        ("ombudsman", AuthorityKind.Regulator), ("executive_agency", AuthorityKind.Agency), ("non_ministerial_department", AuthorityKind.Agency),
    ];

    // "Durham Police Authority" was no force, county councils carry the tag of the fire service they run, and colleges that of
    // their university: the name has to say it too.
    private static readonly (string Tag, string Name, AuthorityKind Kind)[] Named =
    [
        ("police", "police", AuthorityKind.Police), ("police", "constabulary", AuthorityKind.Police), ("fire_service", "fire", AuthorityKind.Fire), ("university", "university", AuthorityKind.University),
    ];

    private readonly HashSet<string> _tags = [.. tags.Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>False for a body that is no more, or that freedom of information law does not reach.</summary>
    public bool IsPublicBody => !_tags.Overlaps(["defunct", "foi_no", "not_apply"]);

    /// <summary>True for one that others are complained about to.</summary>
    public bool HearsComplaints => _tags.Contains("ombudsman");

    /// <summary>The nation the tags name; empty when none.</summary>
    public string Nation =>
        _tags.Contains("scotland") || _tags.Contains("scotland_council") ? "Scotland"
        : _tags.Overlaps(["wales", "nhswales"]) ? "Wales"
        : _tags.Overlaps(["ni", "northernireland", "nhsni", "department_ni"]) ? "Northern Ireland"
        : _tags.Overlaps(["england", "london_borough"]) ? "England" : "";

    /// <summary>What a body of that name is, and whether that is sure.</summary>
    public (AuthorityKind Kind, bool IsSure) KindOf(string name)
    {
        foreach (var (tag, kind) in Plain)
            if (_tags.Contains(tag)) return (kind, true);
        foreach (var (tag, word, kind) in Named)
            if (_tags.Contains(tag) && Says(name, word) && (kind == AuthorityKind.Fire || !Says(name, "authority")) && !Says(name, "college")) return (kind, true);
        if (_tags.Contains("local_council") && BodyNames.IsCouncil(name)) return Council(name) ?? (AuthorityKind.DistrictCouncil, false);
        if (_tags.Contains("department")) return (Nation is "" or "England" ? AuthorityKind.Department : AuthorityKind.Devolved, true);
        return BodyNames.KindOf(name) ?? (AuthorityKind.Other, false);
    }

    private (AuthorityKind, bool)? Council(string name) => Nation switch
    {
        "Scotland" => (AuthorityKind.ScottishCouncil, true),
        "Wales" => (AuthorityKind.WelshCouncil, true),
        "Northern Ireland" => (AuthorityKind.NorthernIrelandCouncil, true),
        _ => BodyNames.KindOf(name),
    };

    private static bool Says(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
