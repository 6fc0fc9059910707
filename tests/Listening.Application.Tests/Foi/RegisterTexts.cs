using System.Text;
using Listening.Application.Foi.Registers;
using Xunit;

namespace Listening.Application.Tests.Foi;

/// <summary>Small registers of bodies that do not exist.</summary>
internal static class RegisterTexts
{
    private const string MySocietyHeader = "official-name,nice-name,gss-code,nation,region,local-authority-type,alt-names,current-authority";
    private const string WhatDoTheyKnowHeader = "Name,Short name,URL name,Tags,Home page,Notes";
    private const string PublicBodiesHeader = "id,name,abbreviation,other_names,dissolution_date,jurisdiction_code,tags";

    public static string MySociety(params string[] rows) => Text(MySocietyHeader, rows);

    /// <summary>Rows of name, short name, URL name and tags.</summary>
    public static string WhatDoTheyKnow(params string[] rows) => Text(WhatDoTheyKnowHeader, [.. rows.Select(row => row + ",https://body.example,")]);

    /// <summary>Rows of id, name, abbreviation, other names and tags.</summary>
    public static string PublicBodies(params (string Id, string Name, string Abbreviation, string Others, string Tags)[] rows) =>
        Text(PublicBodiesHeader, [.. rows.Select(row => $"{row.Id},{row.Name},{row.Abbreviation},{row.Others},,GB,{row.Tags}")]);

    public static async Task<(RegisterFile? File, string? Refusal)> ReadAsync(byte[] bytes)
    {
        await using var stream = new MemoryStream(bytes);
        return await RegisterFile.ReadAsync(stream, CancellationToken.None);
    }

    /// <summary>Reads a register; it must be accepted.</summary>
    public static async Task<RegisterFile> ReadAsync(string text)
    {
        var (file, refusal) = await ReadAsync(Encoding.UTF8.GetBytes(text));
        Assert.Null(refusal);
        return file!;
    }

    private static string Text(string header, string[] rows) => string.Concat([header + "\r\n", .. rows.Select(row => row + "\r\n")]);
}
