namespace Listening.TestSupport.Servers;

/// <summary>Finds installed programs, in the places distributions put them in besides the search path.</summary>
public static class Programs
{
    /// <summary>The program of the newest version in the given places, else the one on the search path.</summary>
    /// <param name="name">The program's file name.</param>
    /// <param name="places">A folder, the pattern of its versions' names, and the folder of programs below a version.</param>
    /// <returns>The full path, or null when it is not installed.</returns>
    public static string? Find(string name, params ReadOnlySpan<(string Folder, string Pattern, string Below)> places)
    {
        foreach (var (folder, pattern, below) in places)
        {
            if (!Directory.Exists(folder))
                continue;
            var newest = Directory.GetDirectories(folder, pattern)
                .OrderByDescending(path => path, StringComparer.Ordinal)
                .Select(path => Path.Combine(path, below, name))
                .FirstOrDefault(File.Exists);
            if (newest is not null)
                return newest;
        }
        return OnPath(name);
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
