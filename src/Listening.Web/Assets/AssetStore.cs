using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Listening.Web.Assets;

/// <summary>The embedded style sheet, scripts and icon, with their compressed twins. Read once, then immutable.</summary>
public sealed class AssetStore
{
    private const string Prefix = "assets/";
    private readonly FrozenDictionary<string, Asset> _assets;

    private AssetStore(FrozenDictionary<string, Asset> assets, string version) => (_assets, Version) = (assets, version);

    /// <summary>Changes whenever any file changes; part of every address, so that a browser may keep files for ever.</summary>
    public string Version { get; }

    /// <summary>Names of all files, without the compressed twins.</summary>
    public IEnumerable<string> Names => _assets.Keys;

    /// <summary>Address of a file.</summary>
    /// <exception cref="ArgumentException">There is no such file: the front end was built without it.</exception>
    public string Address(string name) =>
        _assets.ContainsKey(name) ? $"/assets/{Version}/{name}" : throw new ArgumentException($"There is no asset {name}.", nameof(name));

    /// <summary>The file of that name; null when there is none.</summary>
    internal Asset? Find(string name) => _assets.GetValueOrDefault(name);

    /// <summary>Reads the embedded files.</summary>
    internal static AssetStore Load()
    {
        var files = typeof(AssetStore).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToDictionary(name => name[Prefix.Length..], Read, StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(content);
        }

        var assets = files.Where(file => !IsTwin(file.Key)).ToFrozenDictionary(
            file => file.Key,
            file => new Asset(Asset.ContentTypeOf(file.Key), file.Value, files.GetValueOrDefault(file.Key + ".br"), files.GetValueOrDefault(file.Key + ".gz")),
            StringComparer.Ordinal);
        return new AssetStore(assets, Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, 9)));
    }

    private static bool IsTwin(string name) =>
        name.EndsWith(".br", StringComparison.Ordinal) || name.EndsWith(".gz", StringComparison.Ordinal);

    private static byte[] Read(string name)
    {
        using var stream = typeof(AssetStore).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
