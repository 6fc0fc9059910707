using System.Text.Json;
using System.Text.Json.Nodes;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Api;

public class DescriptionTests
{
    [Fact]
    public async Task The_description_in_the_documents_is_the_one_that_is_served()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.Visit();

        using var response = await visitor.GetAsync("/api/v1/openapi.json");
        var served = await response.Content.ReadAsStringAsync();
        if (Environment.GetEnvironmentVariable("LISTENING_WRITE_OPENAPI") is { Length: > 0 } path) await File.WriteAllTextAsync(path, served.ReplaceLineEndings("\n") + "\n");

        var committed = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Api", "openapi.json"));
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(committed), JsonNode.Parse(served)),
            "docs/openapi.json is not what is served. Write it anew: LISTENING_WRITE_OPENAPI=$PWD/docs/openapi.json dotnet test tests/Listening.Web.Tests --filter DescriptionTests");
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_and_which_scope_it_needs()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.Visit();
        using var response = await visitor.GetAsync("/api/v1/openapi.json");
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        var operations = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).ToList();
        Assert.True(operations.Count >= 9);
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.StartsWith("Needs the scope ", operation.Value.GetProperty("description").GetString(), StringComparison.Ordinal);
            Assert.True(operation.Value.GetProperty("responses").TryGetProperty("401", out _));
            Assert.True(operation.Value.TryGetProperty("security", out _));
        });
        Assert.All(document.RootElement.GetProperty("paths").EnumerateObject(), path => Assert.StartsWith("/api/v1/", path.Name, StringComparison.Ordinal));
    }
}
