using System.Text.Json;
using Listening.Core.Querying;
using Listening.Core.Routing;

namespace Listening.Core.Searches;

/// <summary>The example set: the searches that a regulator of this kind runs, ready to try.</summary>
public static class ExampleSearches
{
    private const string File = "Listening.Core.Searches.example-searches.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Lazy<IReadOnlyList<ExampleSearch>> Shipped = new(Load);

    /// <summary>All of them, in the order of the file.</summary>
    public static IReadOnlyList<ExampleSearch> All => Shipped.Value;

    private static List<ExampleSearch> Load()
    {
        using var file = typeof(ExampleSearches).Assembly.GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"The embedded file {File} is missing.");
        return [.. JsonSerializer.Deserialize<List<Entry>>(file, Options)!.Select(Understand)];
    }

    private static ExampleSearch Understand(Entry entry)
    {
        var (query, error) = Query.Parse(string.Join(" OR ", entry.Query));
        return new ExampleSearch(
            entry.Name,
            SearchPurposes.Find(entry.Purpose) ?? throw new InvalidOperationException($"Example search {entry.Name}: unknown purpose {entry.Purpose}."),
            entry.Kind,
            query ?? throw new InvalidOperationException($"Example search {entry.Name}: {error!.Message}"),
            entry.Description,
            entry.Record);
    }

    // The query stands as a list of alternatives, so that each has its line in the file.
    private sealed record Entry(
        string Name, string Purpose, string Kind, IReadOnlyList<string> Query, string Description, ExampleSearchRecord Record);
}
