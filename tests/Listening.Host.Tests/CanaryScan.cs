using System.Text;

namespace Listening.Host.Tests;

/// <summary>Looks for a word in the raw bytes of files.</summary>
internal static class CanaryScan
{
    private const int Chunk = 1024 * 1024;

    /// <summary>The files, among those named and those in the folders named, that hold the word as UTF-8 or UTF-16.</summary>
    public static IReadOnlyList<string> In(string word, params IEnumerable<string> places)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(word), Encoding.Unicode.GetBytes(word)];
        return [.. places
            .SelectMany(place => Directory.Exists(place) ? Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories) : [place])
            .Where(file => Holds(file, forms))];
    }

    private static bool Holds(string file, byte[][] forms)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var overlap = forms.Max(form => form.Length) - 1;
            var buffer = new byte[Chunk + overlap];
            var kept = 0;
            int read;
            while ((read = stream.Read(buffer, kept, Chunk)) > 0)
            {
                var filled = buffer.AsSpan(0, kept + read);
                foreach (var form in forms)
                    if (filled.IndexOf(form) >= 0) return true;
                kept = Math.Min(overlap, filled.Length);
                filled[^kept..].CopyTo(buffer);
            }

            return false;
        }
        catch (FileNotFoundException)
        {
            // Removed by whoever owns it since the folder was listed.
            return false;
        }
    }
}
