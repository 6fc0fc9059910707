using System.Collections;
using System.Reflection;
using System.Text.Json;
using Listening.Host.Configuration;
using Listening.Host.Tests.Architecture;
using Listening.TestSupport.Executable;
using Xunit;

namespace Listening.Host.Tests.Configuration;

public sealed class ExampleFileTests
{
    private static string Example => Path.Combine(Repository.Root, "appsettings.example.json");

    [Fact]
    public void Knows_no_setting_that_the_service_does_not_know() => Assert.Empty(ListeningConfiguration.Read(Example).Problems);

    [Fact]
    public void Shows_every_setting_or_the_reason_why_not_is_written_down()
    {
        using var example = JsonDocument.Parse(File.ReadAllText(Example));
        var shown = Written("", example.RootElement).Distinct().ToList();
        var explained = CaseFile.Read("Configuration/not-in-example.txt", columns: 2).Values.Select(row => row[0]).ToList();

        var known = Known("Listening", typeof(ListeningOptions)).ToList();

        Assert.DoesNotContain(shown, path => explained.Exists(reason => Covers(reason, path)));
        Assert.Empty(shown.Except(known));
        Assert.DoesNotContain(known.Except(shown), path => !explained.Exists(reason => Covers(reason, path)));
        Assert.DoesNotContain(explained, reason => !known.Exists(path => Covers(reason, path)));
    }

    // A reason may stand for a whole section.
    private static bool Covers(string reason, string path) => path == reason || path.StartsWith(reason + ":", StringComparison.Ordinal);

    [Fact]
    public async Task Runs_as_it_is_on_whatever_port_the_environment_says()
    {
        await using var server = new ListeningServer();
        File.Copy(Example, server.PathOf("example.json"));
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Listening__Urls"] = "http://127.0.0.1:0",
            ["Listening__Retention__StandardHours"] = "72",
        };

        await server.StartAsync(environment, "--config", "example.json");
        var address = await server.ServesAsync();

        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("health/ready", UriKind.Relative)));
        Assert.Contains("2 saved searches on 1 source; posts are deleted after 72 hours, noise after 24.", server.Printed());
        Assert.True(File.Exists(server.PathOf("data/listening.db")));
    }

    // Names that the file makes up stand as *.
    private static IEnumerable<string> Written(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return [path];
        var named = path is "Listening:Sources" or "Listening:Searches";
        return element.EnumerateObject().SelectMany(child => Written($"{path}:{(named ? "*" : child.Name)}".TrimStart(':'), child.Value));
    }

    private static IEnumerable<string> Known(string path, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (typeof(IDictionary).IsAssignableFrom(type)) return Known($"{path}:*", type.GetGenericArguments()[1]);
        var isSection = type.Assembly.GetName().Name is "listening" or "Listening.Sources" && !type.IsEnum;
        return isSection
            ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true })
                .SelectMany(property => Known($"{path}:{property.Name}", property.PropertyType))
            : [path];
    }
}
