using Listening.TestSupport.Executable;
using Xunit;

namespace Listening.Host.Tests.Configuration;

/// <summary>The environment of a process of its own, so that no other test sees it.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-environment-");

    [Fact]
    public async Task With_nothing_at_all_it_is_a_trial()
    {
        var check = (await CheckAsync([])).Expect(0);

        Assert.Equal("configuration    ok (none found: evaluation settings)", check.Lines[0]);
        Assert.Equal("source           sample (recorded): ok", check.Lines[^1]);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "data", "listening.db")));
    }

    [Fact]
    public async Task One_setting_in_the_environment_is_a_configuration_and_so_has_to_be_a_whole_one()
    {
        var check = (await CheckAsync(new() { ["Listening__Retention__StandardHours"] = "48" })).Expect(2);

        Assert.Contains("Listening:Database: found nothing; accepted: a section.", check.Errors);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "data")));
    }

    [Fact]
    public async Task A_wrong_value_in_the_environment_is_not_covered_by_the_right_one_in_the_file()
    {
        await WriteBaseAsync();

        var check = (await CheckAsync(new() { ["Listening__Retention__StandardHours"] = "0" })).Expect(2);

        Assert.Equal("Listening:Retention:StandardHours: found “0”; accepted: a whole number from 1 to 744.", check.Errors.Trim());
        Assert.Equal("configuration    wrong, see above", check.Output.Trim());
    }

    [Fact]
    public async Task A_secret_comes_from_a_file_that_the_environment_names()
    {
        await WriteBaseAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "secret"), "Data Source=from-the-secret.db\n");

        await CheckAsync(new() { ["Listening__Database__ConnectionString_FILE"] = "secret" });

        Assert.True(File.Exists(Path.Combine(_folder.FullName, "from-the-secret.db")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<CommandResult> CheckAsync(Dictionary<string, string> environment) =>
        ListeningProgram.RunAsync(new CommandRun(_folder.FullName, ["check"], Environment: environment));

    private async Task WriteBaseAsync()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Configuration", "base.json"));
        // An address in a reserved domain would be looked up: the recording is source enough here.
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "appsettings.json"), text.Replace("https://news.example/", "https://127.0.0.1:1/", StringComparison.Ordinal));
    }
}
