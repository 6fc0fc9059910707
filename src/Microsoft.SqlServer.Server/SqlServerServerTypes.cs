// The four types of the package Microsoft.SqlServer.Server that Microsoft.Data.SqlClient names at run time. Without an
// assembly of this name every command with a parameter fails, and not every registry holds the package. They serve
// user-defined CLR types, which this service never uses: docs/adr/0002-sqlclient-needs.md.
#pragma warning disable CA1050, MA0047 // one file, one reason
namespace Microsoft.SqlServer.Server;

/// <summary>Storage formats of a user-defined type.</summary>
public enum Format
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>The runtime's own.</summary>
    Native = 1,

    /// <summary>The type's own.</summary>
    UserDefined = 2,
}

/// <summary>A user-defined type that writes itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>The storage format.</summary>
    public Format Format { get; } = format;

    /// <summary>Largest size in bytes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>True when all values have the same size.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>True when values order by their bytes.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>Name of the method that checks a value.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>Name of the type.</summary>
    public string? Name { get; set; }
}

/// <summary>A user-defined type does not keep its contract.</summary>
public sealed class InvalidUdtException : SystemException;
