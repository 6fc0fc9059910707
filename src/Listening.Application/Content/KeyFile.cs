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
            if (material.Length is not 32)
                throw new InvalidOperationException($"Key file {Path.GetFileName(path)} is damaged: {material.Length} bytes instead of 32. Restore the key folder, or remove the file to give up what it protects.");
            // A key being destroyed is zeroed before it is unlinked; whoever reads it then has no key.
            return material.AsSpan().IndexOfAnyExcept((byte)0) < 0 ? null : material;
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
        // File.Move looks for the target and then renames, so without the lock two could both find none.
        using var turn = TakeTurn(path);
        if (Read(path) is { } other) return other;
        if (File.Exists(path)) File.Delete(path); // Zeroed by a process that was ended before it could unlink it.
        var material = RandomNumberGenerator.GetBytes(size);
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        using (var file = new FileStream(draft, OwnerOnly(FileMode.CreateNew)))
        {
            file.Write(material);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: false);
        return material;
    }

    /// <summary>Makes a folder that only its owner may look into, when it is not there.</summary>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Overwrites the file with zeros in place, waits for the disk, then unlinks it.</summary>
    /// <returns>False when there was no file.</returns>
    public static bool Destroy(string path)
    {
        using var turn = TakeTurn(path);
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

    /// <summary>A lock between the processes that share the folder: the system lets it go when its holder ends.</summary>
    public static FileStream TakeTurn(string path)
    {
        var file = Path.Combine(Path.GetDirectoryName(path)!, "folder.lock");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(file, OwnerOnly(FileMode.OpenOrCreate));
            }
            catch (IOException) when (attempt < 2_000 && File.Exists(file))
            {
                Thread.Sleep(5);
            }
        }
    }

    /// <summary>Opens for writing a file that nobody else may read.</summary>
    public static FileStreamOptions OwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
