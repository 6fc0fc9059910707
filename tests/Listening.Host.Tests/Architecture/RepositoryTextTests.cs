using System.Text.RegularExpressions;
using Xunit;

namespace Listening.Host.Tests.Architecture;

/// <summary>What stands in the repository holds on any machine and with any package registry.</summary>
public partial class RepositoryTextTests
{
    // Put together here, so that this file does not contain what it looks for.
    private static readonly string[] _registries =
    [
        "nuget" + ".org", "npmjs" + ".org", "npmjs" + ".com", "yarnpkg" + ".com", "pypi" + ".org",
        "deb.debian" + ".org", "archive.ubuntu" + ".com", "pkgs.dev.azure" + ".com",
    ];

    [Fact]
    public void No_file_names_a_package_registry() => Assert.Empty(Find(NamesARegistry));

    [Fact]
    public void No_file_names_a_folder_of_one_machine() => Assert.Empty(Find(NamesAMachineFolder));

    [Theory]
    [InlineData("cd /ho" + "me/someone/code")]
    [InlineData("\"/Us" + "ers/someone/code\"")]
    [InlineData("FOLDER=/wo" + "rk/main")]
    [InlineData(@"C:\Us" + @"ers\someone")]
    public void The_rule_sees_a_machine_folder(string line) => Assert.True(NamesAMachineFolder(line));

    [Theory]
    [InlineData("https://example.org/home/page")]
    [InlineData("src/wo" + "rk/queue")]
    [InlineData("/var/lib/listening")]
    public void The_rule_lets_other_paths_pass(string line) => Assert.False(NamesAMachineFolder(line));

    private static IEnumerable<string> Find(Func<string, bool> offends) =>
        from path in Repository.Files
        let text = Repository.ReadText(path)
        where text is not null
        from line in text.Split('\n').Index()
        where offends(line.Item)
        select $"{path}:{line.Index + 1}";

    private static bool NamesARegistry(string line) =>
        _registries.Any(host => line.Contains(host, StringComparison.OrdinalIgnoreCase));

    private static bool NamesAMachineFolder(string line) => MachineFolder().IsMatch(line);

    [GeneratedRegex(@"(^|[\s""'`=(:])(/(home|Users|work|root)/\w|[A-Za-z]:\\Users\\\w)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MachineFolder();
}
