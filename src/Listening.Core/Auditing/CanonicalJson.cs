using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Listening.Core.Auditing;

/// <summary>
/// Writes one JSON object in the only form it can have, so that it has one hash: members sorted by their names' code units,
/// no white space, whole numbers, texts escaped as little as JSON allows, UTF-8. A member without a value is left out, so
/// that a member that is added later leaves what was written before as it was.
/// </summary>
/// <remarks>Can be used again; what it returned is good until then.</remarks>
public sealed class CanonicalJson
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\']);

    // The first byte is not part of the object: a leaf is hashed with it, without a copy.
    private byte[] _buffer = new byte[512];
    private int _length;
    private string? _last;

    /// <summary>The object, once it is ended.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(1, _length - 1);

    /// <summary>Begins an object.</summary>
    public CanonicalJson Begin()
    {
        _buffer[0] = MerkleHash.LeafPrefix;
        _buffer[1] = (byte)'{';
        _length = 2;
        _last = null;
        return this;
    }

    /// <summary>Ends the object.</summary>
    public ReadOnlyMemory<byte> End()
    {
        Add((byte)'}');
        return Written;
    }

    /// <summary>The hash of the object as a leaf.</summary>
    public void Hash(Span<byte> hash) => SHA256.HashData(_buffer.AsSpan(0, _length), hash);

    /// <summary>Writes a whole number, unless it is null.</summary>
    public CanonicalJson Number(string name, long? value)
    {
        if (value is not { } number) return this;
        Name(name);
        Reserve(20);
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out var written);
        _length += written;
        return this;
    }

    /// <summary>Writes a text, unless it is null.</summary>
    public CanonicalJson Text(string name, string? value)
    {
        if (value is null) return this;
        Name(name);
        Quote(value);
        return this;
    }

    /// <summary>Writes a time as UTC to the microsecond, which every database keeps: <c>2026-03-10T12:00:00.000000Z</c>.</summary>
    public CanonicalJson Time(string name, DateTime? value)
    {
        if (value is not { } time) return this;
        Name(name);
        Reserve(32);
        _buffer[_length++] = (byte)'"';
        time.TryFormat(_buffer.AsSpan(_length), out var written, LogTime.Format, CultureInfo.InvariantCulture);
        _length += written;
        _buffer[_length++] = (byte)'"';
        return this;
    }

    /// <summary>Writes bytes in base64, unless there are none.</summary>
    public CanonicalJson Bytes(string name, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return this;
        Name(name);
        Reserve(Base64.GetMaxEncodedToUtf8Length(value.Length) + 2);
        _buffer[_length++] = (byte)'"';
        Base64.EncodeToUtf8(value, _buffer.AsSpan(_length), out _, out var written);
        _length += written;
        _buffer[_length++] = (byte)'"';
        return this;
    }

    private void Name(string name)
    {
        if (_last is not null)
        {
            if (string.CompareOrdinal(_last, name) >= 0) throw new InvalidOperationException($"{name} was written after {_last}; members are sorted.");
            Add((byte)',');
        }

        _last = name;
        Quote(name);
        Add((byte)':');
    }

    private void Quote(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length) + 2);
        _buffer[_length++] = (byte)'"';
        // Half of a surrogate pair becomes the replacement character here, as it does in a database.
        if (!text.AsSpan().ContainsAny(Escaped)) _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
        else QuoteEscaped(text);
        Add((byte)'"');
    }

    private void QuoteEscaped(string text)
    {
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var plain = rest.IndexOfAny(Escaped);
            var taken = plain < 0 ? rest : rest[..plain];
            Reserve(Encoding.UTF8.GetMaxByteCount(taken.Length) + 8);
            _length += Encoding.UTF8.GetBytes(taken, _buffer.AsSpan(_length));
            if (plain < 0) return;
            _length += Encoding.UTF8.GetBytes(Escape(rest[plain]), _buffer.AsSpan(_length));
            rest = rest[(plain + 1)..];
        }
    }

    private static string Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
    };

    private void Add(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
    }
}
