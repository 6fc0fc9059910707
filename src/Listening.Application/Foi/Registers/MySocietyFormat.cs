using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>mySociety's list of UK local authorities with their codes.</summary>
internal static class MySocietyFormat
{
    private const string Combined = " Combined Authority";

    public static RegisterFormat Format { get; } = new(
        "mysociety", "mySociety's local authorities", ["official-name", "nice-name", "gss-code", "nation", "local-authority-type", "alt-names", "current-authority"], Read);

    private static RawBody? Read(RegisterRow row)
    {
        if (!row.Text("current-authority").Equals("true", StringComparison.OrdinalIgnoreCase)) return null;
        var kind = KindOf(row.Text("local-authority-type"));
        var name = row.Name("official-name");
        // "Liverpool City Region" is a place; the name of the body that governs it has to say so.
        if (kind == AuthorityKind.CombinedAuthority && !name.Contains("authority", StringComparison.OrdinalIgnoreCase)) name += Combined;
        return new RawBody(row.Name("gss-code"), name, kind, IsKindSure: true)
        {
            Nation = Nations.Of(row.Text("nation")),
            Region = row.Text("region") is { Length: <= 80 } region ? region : "",
            Place = row.Text("nice-name") is { Length: > 0 } place ? place : null,
            OtherNames = row.Names("alt-names", ','),
        };
    }

    private static AuthorityKind KindOf(string type) => type switch
    {
        "LBO" => AuthorityKind.LondonBorough,
        "CTY" => AuthorityKind.CountyCouncil,
        "NMD" => AuthorityKind.DistrictCouncil,
        "UA" or "CC" => AuthorityKind.UnitaryCouncil,
        "MD" => AuthorityKind.MetropolitanCouncil,
        "SCO" => AuthorityKind.ScottishCouncil,
        "WPA" => AuthorityKind.WelshCouncil,
        "NID" => AuthorityKind.NorthernIrelandCouncil,
        "COMB" or "SRA" => AuthorityKind.CombinedAuthority,
        _ => AuthorityKind.Other,
    };
}
