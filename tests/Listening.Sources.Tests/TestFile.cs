namespace Listening.Sources.Tests;

/// <summary>Tables and documents that stand next to the tests.</summary>
internal static class TestFile
{
    /// <summary>The whole file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, path));

    /// <summary>Its lines, without comments and empty ones.</summary>
    public static IEnumerable<string> Lines(string path) =>
        Read(path).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#');
}
