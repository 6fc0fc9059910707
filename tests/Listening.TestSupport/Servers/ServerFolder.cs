using System.Diagnostics;
using System.Globalization;

namespace Listening.TestSupport.Servers;

/// <summary>Private folders of test servers, named after the process that owns them.</summary>
internal static class ServerFolder
{
    private const string Prefix = "listening-test-";

    /// <summary>
    /// Makes an empty folder. Folders whose owner no longer lives (it was killed between two servers) go first.
    /// </summary>
    /// <param name="kind">A short word for the folder's name.</param>
    public static string Create(string kind)
    {
        foreach (var old in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (!OwnerLives(old))
                Remove(old);
        }

        var owner = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory($"{Prefix}{owner}-{kind}-").FullName;
        // Traversable for the account that a server runs under, readable for nobody else.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
        return folder;
    }

    /// <summary>Removes a folder as far as this account may.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another account's, or another process is removing it at this moment: not ours to settle.
        }
    }

    private static bool OwnerLives(string folder)
    {
        var owner = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
        if (!int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return true;
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
