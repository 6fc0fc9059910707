using System.Security.Cryptography;

namespace Listening.Core.Auditing;

/// <summary>The key that signs checkpoints: ECDSA on P-256, since the base class library has no Ed25519.</summary>
public sealed class LogSigningKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _turn = new();

    private LogSigningKey(ECDsa key) => (_key, Public) = (key, LogPublicKey.Of(key));

    /// <summary>Its public half.</summary>
    public LogPublicKey Public { get; }

    /// <summary>Makes a new key.</summary>
    public static LogSigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key.</summary>
    /// <exception cref="ArgumentException">The text is no PEM of a private key.</exception>
    public static LogSigningKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new LogSigningKey(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The key as PEM; whoever has it can sign.</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem();

    /// <summary>Signs that the log had so many entries and that root.</summary>
    public LogCheckpoint Sign(long size, byte[] root, DateTime at)
    {
        var unsigned = new LogCheckpoint(size, root, LogTime.Settle(at), Public.Id, []);
        lock (_turn)
            return unsigned with { Signature = _key.SignData(unsigned.ToSign(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence) };
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
