using System.Text.RegularExpressions;
using Listening.Host.Configuration;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Listening.Host.Tests.Architecture;

/// <summary>docker-compose.yml speaks the host's own language: a renamed setting must not be found out on a server.</summary>
public partial class ComposeFileTests
{
    private static readonly string _text = Repository.ReadText("docker-compose.yml")!;

    [Fact]
    public void Every_setting_it_gives_is_one_the_host_accepts()
    {
        var settings = Setting().Matches(_text).ToDictionary(
            match => WithoutFile(match.Groups["key"].Value.Replace("__", ":", StringComparison.Ordinal)),
            match => (string?)match.Groups["value"].Value,
            StringComparer.Ordinal);
        Assert.Equal("SqlServer", settings["Listening:Database:Provider"]);
        // The sources stand in the file that is mounted beside these settings.
        settings["Listening:Sources:sample:Kind"] = "Recorded";
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(ListeningConfiguration.Root);

        Assert.Empty(ConfigurationCheck.Check(section, typeof(ListeningOptions)));
        Assert.Equal(TransportKind.RabbitMq, section.Get<ListeningOptions>()!.Transport.Kind);
    }

    [Fact]
    public void No_password_stands_in_it_and_every_secret_it_uses_is_a_file()
    {
        var secrets = SecretPath().Matches(_text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.Equal(3, secrets.Count);
        Assert.All(secrets, name => Assert.Contains($"file: ./secrets/{name}\n", _text, StringComparison.Ordinal));
        Assert.Contains("/secrets/", Repository.ReadText(".gitignore")!.Split('\n'), StringComparer.Ordinal);
        Assert.Contains("secrets", Repository.ReadText("src/Listening.Host/Dockerfile.dockerignore")!.Split('\n'), StringComparer.Ordinal);
    }

    [Fact]
    public void Its_only_published_port_is_on_loopback()
    {
        var ports = PublishedPort().Matches(_text).Select(match => match.Value).ToList();

        Assert.Equal("- \"127.0.0.1:5080:5080\"", Assert.Single(ports));
        Assert.Single(_text.Split('\n'), line => line.Trim() == "ports:");
    }

    private static string WithoutFile(string key) => key.EndsWith("_FILE", StringComparison.Ordinal) ? key[..^5] : key;

    [GeneratedRegex("""^ +(?<key>Listening__\w+): "(?<value>[^"]*)"$""", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();

    [GeneratedRegex("/run/secrets/(?<name>[a-z_]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SecretPath();

    [GeneratedRegex("""- "[0-9.:]+"$""", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex PublishedPort();
}
