namespace Listening.Application.Foi.Registers;

/// <summary>WhatDoTheyKnow's list of all authorities.</summary>
internal static class WhatDoTheyKnowFormat
{
    public static RegisterFormat Format { get; } = new(
        "whatdotheyknow", "WhatDoTheyKnow's all-authorities.csv", ["Name", "Short name", "URL name"], Read);

    private static RawBody? Read(RegisterRow row)
    {
        var tags = new BodyTags(row.Text("Tags"));
        if (!tags.IsPublicBody) return null;
        var name = row.Name("Name");
        var (kind, sure) = tags.KindOf(name);
        return new RawBody(row.Name("URL name"), name, kind, sure) { Nation = tags.Nation, OtherNames = row.Names("Short name"), HearsComplaints = tags.HearsComplaints };
    }
}
