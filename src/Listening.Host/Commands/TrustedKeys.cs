using Listening.Core.Auditing;

namespace Listening.Host.Commands;

/// <summary>Reads the public keys that an auditor names.</summary>
internal static class TrustedKeys
{
    /// <summary>The keys of the files.</summary>
    /// <exception cref="InvalidDataException">A file holds no public key.</exception>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    public static async Task<IReadOnlyList<LogPublicKey>> ReadAsync(IReadOnlyList<FileInfo> files, CancellationToken cancellationToken)
    {
        var keys = new List<LogPublicKey>();
        foreach (var file in files)
        {
            keys.Add(LogPublicKey.FromPem(await File.ReadAllTextAsync(file.FullName, cancellationToken))
                ?? throw new InvalidDataException($"{file.Name} holds no public key."));
        }

        return keys;
    }
}
