using System.Security.Cryptography;

namespace Listening.Application.Content;

/// <summary>One key in one file: made whole or not at all, and destroyed so that the disk does not keep it.</summary>
internal static class KeyFile
{
    /// <summary>The material in the file; null when there is no file.</summary>
    /// <exception cref="InvalidOperationException">The file is there but is not a key.</exception>
    public static byte[]? Read(string path)
    {
        try
        {
            var material = File.ReadAllBytes(path);
            // A key being destroyed is zeroed before it is unlinked; whoever reads it then has no key.
            if (material.AsSpan().IndexOfAnyExcept((byte)0) < 0) return null;
            return material.Length is 32
                ? material
                : throw new InvalidOperationException($"Key file {Path.GetFileName(path)} is damaged: {material.Length} bytes instead of 32. Restore the key folder, or remove the file to give up what it protects.");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The material in the file, made first when there is none. Durable before it is returned.</summary>
    public static byte[] ReadOrCreate(string path, int size)
    {
        if (Read(path) is { } there) return there;
        var material = RandomNumberGenerator.GetBytes(size);
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        using (var file = new FileStream(draft, OwnerOnly(FileMode.CreateNew)))
        {
            file.Write(material);
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
            return material;
        }
        catch (IOException taken) when (File.Exists(path))
        {
            // Another process made it first: its key counts.
            Destroy(draft);
            CryptographicOperations.ZeroMemory(material);
            return Read(path) ?? throw new InvalidOperationException($"Key file {Path.GetFileName(path)} was destroyed while it was being made.", taken);
        }
    }

    /// <summary>Overwrites the file with zeros in place, waits for the disk, then unlinks it.</summary>
    /// <returns>False when there was no file.</returns>
    public static bool Destroy(string path)
    {
        try
        {
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            {
                file.Write(new byte[file.Length]);
                file.Flush(flushToDisk: true);
            }

            File.Delete(path);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static FileStreamOptions OwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
