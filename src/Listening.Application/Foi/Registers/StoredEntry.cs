using System.Text.Json;
using System.Text.Json.Nodes;
using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>What a register says of an authority, as it is stored: the authority, and the names it bore there before, which are among its short names.</summary>
/// <param name="Code">The register's key.</param>
/// <param name="Authority">The authority.</param>
/// <param name="Former">Names it bore before, oldest first.</param>
/// <param name="Json">The text that is stored.</param>
internal sealed record StoredEntry(string Code, Authority Authority, IReadOnlyList<string> Former, string Json)
{
    private const string FormerNames = "Former";

    /// <summary>Reads what is stored.</summary>
    public static StoredEntry Read(string code, string json)
    {
        var former = JsonNode.Parse(json)![FormerNames]?.AsArray().Select(name => name!.GetValue<string>());
        return new StoredEntry(code, JsonSerializer.Deserialize<Authority>(json)!, [.. former ?? []], json);
    }

    /// <summary>Makes what is to be stored.</summary>
    public static StoredEntry Of(string code, Authority authority, IReadOnlyList<string> former)
    {
        if (former.Count == 0) return new StoredEntry(code, authority, former, JsonSerializer.Serialize(authority));
        var all = authority with { Short = [.. authority.Short.Union(former, StringComparer.OrdinalIgnoreCase)] };
        var json = JsonSerializer.SerializeToNode(all)!.AsObject();
        json[FormerNames] = new JsonArray([.. former.Select(name => JsonValue.Create(name))]);
        return new StoredEntry(code, all, former, json.ToJsonString());
    }
}
