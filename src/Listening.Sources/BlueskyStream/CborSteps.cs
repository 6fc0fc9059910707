using System.Formats.Cbor;
using System.Text;

namespace Listening.Sources.BlueskyStream;

/// <summary>Steps through DAG-CBOR whose every field may be missing or of any type: what is of another type is passed over. Streamed (indefinite) values are refused; the protocol has none.</summary>
internal static class CborSteps
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Enters a map that has to be there.</summary>
    /// <exception cref="InvalidOperationException">There is something else.</exception>
    public static void EnterMap(this CborReader reader)
    {
        if (reader.ReadStartMap() is null) throw new InvalidOperationException("A streamed map is not DAG-CBOR.");
    }

    /// <summary>Enters a map if there is one; else goes past what is there.</summary>
    public static bool TryEnterMap(this CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.StartMap)
        {
            reader.SkipValue();
            return false;
        }

        reader.EnterMap();
        return true;
    }

    /// <summary>Enters a list if there is one; else goes past what is there.</summary>
    public static bool TryEnterArray(this CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.StartArray)
        {
            reader.SkipValue();
            return false;
        }

        if (reader.ReadStartArray() is null) throw new InvalidOperationException("A streamed list is not DAG-CBOR.");
        return true;
    }

    /// <summary>The next key of the map; null at its end.</summary>
    public static ReadOnlyMemory<byte>? NextKey(this CborReader reader)
    {
        // Not by a conditional: its null would be taken for an empty array, and so for an empty key.
        if (reader.PeekState() == CborReaderState.EndMap) return null;
        return reader.ReadDefiniteLengthTextStringBytes();
    }

    /// <summary>A text; null when it is none, or not valid Unicode.</summary>
    public static string? Text(this CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.TextString)
        {
            reader.SkipValue();
            return null;
        }

        try
        {
            return Strict.GetString(reader.ReadDefiniteLengthTextStringBytes().Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A text's bytes; empty when it is none.</summary>
    public static ReadOnlyMemory<byte> TextBytes(this CborReader reader)
    {
        if (reader.PeekState() == CborReaderState.TextString) return reader.ReadDefiniteLengthTextStringBytes();
        reader.SkipValue();
        return default;
    }

    /// <summary>A string of bytes; empty when it is none.</summary>
    public static ReadOnlyMemory<byte> Bytes(this CborReader reader)
    {
        if (reader.PeekState() == CborReaderState.ByteString) return reader.ReadDefiniteLengthByteString();
        reader.SkipValue();
        return default;
    }

    /// <summary>The content id to which a link leads (tag 42, a zero in front); empty when it is none.</summary>
    public static ReadOnlyMemory<byte> Link(this CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.Tag || (ulong)reader.PeekTag() != 42)
        {
            reader.SkipValue();
            return default;
        }

        reader.ReadTag();
        var bytes = reader.Bytes();
        return bytes.Length > 1 && bytes.Span[0] == 0 ? bytes[1..] : default;
    }

    /// <summary>A whole number; null when it is none.</summary>
    public static long? Number(this CborReader reader)
    {
        if (reader.PeekState() is CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger) return reader.ReadInt64();
        reader.SkipValue();
        return null;
    }

    /// <summary>True or false; null when it is neither.</summary>
    public static bool? Flag(this CborReader reader)
    {
        if (reader.PeekState() == CborReaderState.Boolean) return reader.ReadBoolean();
        reader.SkipValue();
        return null;
    }
}
