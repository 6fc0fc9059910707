using System.Text.Json;
using Listening.Host.Configuration;
using Xunit;

namespace Listening.Host.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-configuration-");

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var problem = Assert.Single(ListeningConfiguration.Read("nowhere.json").Problems);

        Assert.Equal("--config: found no file nowhere.json; accepted: the path of a JSON file such as appsettings.example.json.", problem.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("{\"Listening\": {\"Urls\": }}")]
    [InlineData("{\"Listening\": {}")]
    [InlineData("[]")]
    [InlineData("{\"Listening\": {\"Urls\": \"a\", \"Urls\": \"b\"}}")]
    public void What_is_no_JSON_is_refused_with_the_name_of_the_file(string text)
    {
        var (options, problems) = ConfigurationFile.ReadText(text);

        var problem = Assert.Single(problems);
        Assert.Null(options);
        Assert.EndsWith("appsettings.json", problem.Key);
        Assert.Equal("JSON with one section, Listening", problem.Accepted);
        Assert.NotEmpty(problem.Found);
    }

    [Fact]
    public void A_setting_can_stand_in_a_file_of_its_own()
    {
        var options = ReadWithSecretIn(Write("connection", "Data Source=elsewhere.db\n")).Options;

        Assert.Equal("Data Source=elsewhere.db", options!.Database.ConnectionString);
    }

    [Fact]
    public void A_file_of_a_setting_counts_more_than_the_setting()
    {
        var file = Write("hours", "36");

        var (options, problems) = ConfigurationFile.ReadWith("Listening:Retention", JsonSerializer.Serialize(new { StandardHours = 48, StandardHours_FILE = file }));

        Assert.Empty(problems);
        Assert.Equal(36, options!.Retention.StandardHours);
    }

    [Fact]
    public void A_file_of_a_setting_that_is_not_there_is_said_without_its_place()
    {
        var missing = Path.Combine(_folder.FullName, "nothing-here");

        var problem = Assert.Single(ReadWithSecretIn(missing).Problems);

        Assert.Equal(
            "Listening:Database:ConnectionString_FILE: found a file that cannot be read; accepted: the path of a file that holds the setting's value.", problem.ToString());
    }

    [Fact]
    public void An_empty_file_of_a_setting_is_nothing() =>
        Assert.Equal(
            ["Listening:Database:ConnectionString: found nothing; accepted: a text."],
            ReadWithSecretIn(Write("empty", "\n")).Problems.Select(problem => problem.ToString()));

    public void Dispose() => _folder.Delete(recursive: true);

    private static ConfigurationResult ReadWithSecretIn(string file) =>
        ConfigurationFile.ReadWith("Listening:Database", JsonSerializer.Serialize(new { Provider = "Sqlite", ConnectionString_FILE = file }));

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
