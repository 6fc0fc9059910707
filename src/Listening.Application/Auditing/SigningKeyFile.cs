using System.Text;
using Listening.Application.Content;
using Listening.Core.Auditing;

namespace Listening.Application.Auditing;

/// <summary>The key that signs checkpoints, in a folder of its own that nobody but its owner may look into.</summary>
public static class SigningKeyFile
{
    private const string Name = "log-signing-key.pem";

    /// <summary>Opens the key, making it when there is none.</summary>
    /// <exception cref="InvalidOperationException">The file is no such key.</exception>
    public static LogSigningKey Open(string folder)
    {
        KeyFile.MakeFolder(folder);
        var path = Path.Combine(Path.GetFullPath(folder), Name);
        if (!File.Exists(path)) Create(path);
        try
        {
            return LogSigningKey.FromPem(File.ReadAllText(path));
        }
        catch (Exception damaged) when (damaged is ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            throw new InvalidOperationException($"{Name} is damaged. Restore it; without it a new key has to be made, and auditors told of it.", damaged);
        }
    }

    // Whole or not at all, and one of two that start at once makes it.
    private static void Create(string path)
    {
        using var turn = KeyFile.TakeTurn(path);
        if (File.Exists(path)) return;
        using var key = LogSigningKey.Create();
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        using (var file = new FileStream(draft, KeyFile.OwnerOnly(FileMode.CreateNew)))
        {
            file.Write(Encoding.ASCII.GetBytes(key.ToPem()));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: false);
    }
}
