using System.Security.Cryptography;

namespace Listening.Core.Auditing;

/// <summary>The public half of a key that signs checkpoints: all that an auditor needs of it.</summary>
public sealed class LogPublicKey
{
    private const int IdBytes = 8;
    private readonly byte[] _info;

    private LogPublicKey(byte[] info)
    {
        _info = info;
        Id = Convert.ToHexStringLower(SHA256.HashData(info).AsSpan(0, IdBytes));
    }

    /// <summary>The first eight bytes of the key's SHA-256 (of its SubjectPublicKeyInfo), in hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>The key as PEM.</summary>
    public string ToPem() => new(PemEncoding.Write("PUBLIC KEY", _info));

    /// <summary>The public half of a key.</summary>
    public static LogPublicKey Of(ECDsa key) => new(key.ExportSubjectPublicKeyInfo());

    /// <summary>Reads a key; null when the text is no PEM of such a key.</summary>
    public static LogPublicKey? FromPem(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return Of(key);
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether this key signed the checkpoint.</summary>
    public bool Signed(LogCheckpoint checkpoint)
    {
        if (checkpoint.KeyId != Id) return false;
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_info, out _);
        return key.VerifyData(checkpoint.ToSign(), checkpoint.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
