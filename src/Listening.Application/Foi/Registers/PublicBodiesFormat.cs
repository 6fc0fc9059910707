namespace Listening.Application.Foi.Registers;

/// <summary>Open Knowledge's list of public bodies.</summary>
internal static class PublicBodiesFormat
{
    public static RegisterFormat Format { get; } = new(
        "publicbodies", "Open Knowledge's publicbodies", ["id", "name", "abbreviation", "other_names", "jurisdiction_code", "tags"], Read);

    private static RawBody? Read(RegisterRow row)
    {
        var tags = new BodyTags(row.Text("tags"));
        if (!tags.IsPublicBody || row.Text("dissolution_date").Length > 0 || row.Text("jurisdiction_code") is not ("GB" or "")) return null;
        var name = row.Name("name");
        var (kind, sure) = tags.KindOf(name);
        return new RawBody(row.Name("id"), name, kind, sure)
        {
            Nation = tags.Nation,
            OtherNames = [.. row.Names("abbreviation"), .. row.Names("other_names", ';', '|')],
            HearsComplaints = tags.HearsComplaints,
        };
    }
}
