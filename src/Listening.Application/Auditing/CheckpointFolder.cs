using System.Globalization;
using Listening.Core.Auditing;

namespace Listening.Application.Auditing;

/// <summary>
/// Signed checkpoints as files outside the database: what whoever controls the database cannot change with it. Each
/// stands in a file named by its time and size; the public key stands beside them.
/// </summary>
public sealed class CheckpointFolder(string folder)
{
    private const string Ending = ".checkpoint.json";
    private const string KeyEnding = ".public.pem";
    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>Writes the public key when it is not there yet: before the first checkpoint that somebody could want to verify by it.</summary>
    public void Write(LogPublicKey key)
    {
        Directory.CreateDirectory(_folder);
        var pem = Path.Combine(_folder, key.Id + KeyEnding);
        if (!File.Exists(pem)) Write(pem, System.Text.Encoding.ASCII.GetBytes(key.ToPem() + "\n"));
    }

    /// <summary>Writes a checkpoint. Durable when it returns.</summary>
    public void Write(LogCheckpoint checkpoint) => Write(
        Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{checkpoint.At:yyyyMMdd'T'HHmmss'Z'}-{checkpoint.Size:D12}{Ending}")),
        [.. checkpoint.ToJson(), (byte)'\n']);

    /// <summary>The checkpoints, in no order.</summary>
    /// <exception cref="InvalidDataException">A file of that ending holds something else.</exception>
    public IReadOnlyList<LogCheckpoint> Read() => [.. Files(Ending).Select(ReadFile)];

    /// <summary>The checkpoint that was signed last; null when there is none.</summary>
    public LogCheckpoint? Last() => Files(Ending).OrderDescending(StringComparer.Ordinal).Select(ReadFile).FirstOrDefault();

    /// <summary>The public keys that stand beside the checkpoints.</summary>
    public IReadOnlyList<LogPublicKey> Keys() => [.. Files(KeyEnding).Select(file => LogPublicKey.FromPem(File.ReadAllText(file))).OfType<LogPublicKey>()];

    private IEnumerable<string> Files(string ending) => Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder, "*" + ending) : [];

    private static LogCheckpoint ReadFile(string path) => LogCheckpoint.Read(File.ReadAllBytes(path))
        ?? throw new InvalidDataException($"{Path.GetFileName(path)} is no checkpoint: it was damaged or changed.");

    private static void Write(string path, byte[] content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
