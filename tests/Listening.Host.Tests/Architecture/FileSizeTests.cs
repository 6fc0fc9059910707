using Xunit;

namespace Listening.Host.Tests.Architecture;

/// <summary>Files stay short enough to be read in one go.</summary>
public class FileSizeTests
{
    private const int Median = 60;
    private const int NinetyFifth = 200;
    private const int Longest = 400;

    [Fact]
    public void Half_of_the_files_fit_on_a_screen_and_few_are_long()
    {
        var sizes = Sizes().Select(file => file.Lines).Order().ToList();

        Assert.NotEmpty(sizes);
        Assert.True(sizes[sizes.Count / 2] < Median, $"The median is {sizes[sizes.Count / 2]} lines.");
        Assert.True(sizes[sizes.Count * 95 / 100] < NinetyFifth, $"The 95th percentile is {sizes[sizes.Count * 95 / 100]} lines.");
    }

    [Fact]
    public void No_file_is_too_long_to_talk_about() =>
        Assert.Empty(Sizes().Where(file => file.Lines > Longest).Select(file => $"{file.Path}: {file.Lines} lines"));

    private static IEnumerable<(string Path, int Lines)> Sizes() =>
        Repository.SourceFiles.Select(path => (path, File.ReadLines(Path.Combine(Repository.Root, path)).Count()));
}
