using System.Diagnostics;
using System.Text;

namespace Listening.Host.Tests.Architecture;

/// <summary>The files of this repository, as a change would commit them.</summary>
internal static class Repository
{
    private static readonly Lazy<string> _root = new(FindRoot);
    private static readonly Lazy<IReadOnlyList<string>> _files = new(ListFiles);

    /// <summary>The top folder.</summary>
    public static string Root => _root.Value;

    /// <summary>All files that are, or on the next commit would be, part of the repository: paths from the top, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Files => _files.Value;

    /// <summary>The C# files that people write: no migrations, which a tool writes.</summary>
    public static IEnumerable<string> SourceFiles =>
        Files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && !path.Contains("/Migrations/", StringComparison.Ordinal));

    /// <summary>Reads a file; null when it holds anything but text.</summary>
    public static string? ReadText(string path)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Root, path));
        return bytes.AsSpan().Contains((byte)0) ? null : Encoding.UTF8.GetString(bytes);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Listening.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("Listening.sln stands in no folder above the tests.");
    }

    private static List<string> ListFiles()
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0
            ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(Path.Combine(Root, path))).ToList()
            : throw new InvalidOperationException("git could not list the files; these tests need a clone.");
    }
}
