using System.Text.RegularExpressions;
using Xunit;

namespace Listening.Host.Tests.Commands;

public sealed partial class HelpTests : IDisposable
{
    private static readonly IReadOnlyDictionary<string, string[]> _cases = CaseFile.Read("Commands/options.txt", columns: 2);
    private readonly CommandFolder _folder = new();

    public static TheoryData<string> Places => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Mentions_every_option_and_no_other(string place)
    {
        var (command, expected) = (_cases[place][0], _cases[place][1].Split(' '));

        var help = (await _folder.RunAsync(command, "--help")).Expect(0).Output;

        // With its meaning behind it on the same line.
        Assert.All(expected, word => Assert.Matches($@"(?m)^  (-\w, )?(<{word}>|{word}\b)[^\n]*? {{2,}}\S", help));
        Assert.Empty(Option().Matches(help).Select(found => found.Value).Except([.. expected, "--help", "--version", "--config"]));
    }

    [Fact]
    public async Task Leaves_nothing_behind()
    {
        await _folder.RunAsync("--help");

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"(?<=^  (-\w, )?)--[a-z-]+", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Option();
}
