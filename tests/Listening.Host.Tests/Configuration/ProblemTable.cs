using Xunit;

namespace Listening.Host.Tests.Configuration;

public sealed class ProblemTable
{
    private static readonly IReadOnlyDictionary<string, string[]> _cases = CaseFile.Read("Configuration/problems.txt", columns: 3);

    public static TheoryData<string> Places => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void Says_the_setting_what_was_found_and_what_is_accepted(string place)
    {
        var (setting, value, said) = (_cases[place][0], _cases[place][1], _cases[place][2]);

        var (options, problems) = ConfigurationFile.ReadWith(setting, value);

        Assert.Equal([said], problems.Select(problem => problem.ToString()));
        Assert.Null(options);
    }

    [Fact]
    public void Holds_enough_cases() => Assert.True(_cases.Count >= 80, $"only {_cases.Count} cases were read");

    [Fact]
    public void Begins_from_a_configuration_that_is_right()
    {
        var (options, problems) = ConfigurationFile.ReadWith("Listening:Retention:StandardHours", "48");

        Assert.Empty(problems);
        Assert.Equal((48, 24), (options!.Retention.StandardHours, options.Retention.NoiseHours));
    }

    [Fact]
    public void Never_repeats_a_secret() =>
        Assert.All(_cases.Values.Where(row => row[1].Contains("open-sesame", StringComparison.Ordinal)),
            row => Assert.DoesNotContain(ConfigurationFile.ReadWith(row[0], row[1]).Problems, problem => problem.ToString().Contains("sesame", StringComparison.Ordinal)));

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(
            [
                "Listening:Colour: found an unknown setting; accepted: here Urls, Proxies, SignIn, Database, Transport, Keys, Retention, Watching, Audit, Log, Alerts, Digest, PassOn, HandOver, Replies, Pdf, Sources, Searches.",
                "Listening:Database:Provider: found “Oracle”; accepted: Sqlite, SqlServer, PostgreSql.",
                "Listening:Database:ConnectionString: found nothing; accepted: a text.",
                "Listening:Keys: found nothing; accepted: a section.",
                "Listening:Sources: found nothing; accepted: a section with one entry or more.",
            ],
            ConfigurationFile.ReadText("""{"Listening": {"Colour": "blue", "Database": {"Provider": "Oracle"}}}""").Problems.Select(problem => problem.ToString()));
}
