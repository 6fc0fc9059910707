using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>A body as it stands in a row.</summary>
/// <param name="Code">The register's own key for it.</param>
/// <param name="Name">Its official name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsKindSure">False when the row only says that it is some council.</param>
internal sealed record RawBody(string Code, string Name, AuthorityKind Kind, bool IsKindSure)
{
    /// <summary>Empty when unknown.</summary>
    public string Nation { get; init; } = "";

    /// <summary>Empty when unknown.</summary>
    public string Region { get; init; } = "";

    /// <summary>The place it serves; null when the row does not say.</summary>
    public string? Place { get; init; }

    /// <summary>Other names, as written.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>True for one that others are complained about to.</summary>
    public bool HearsComplaints { get; init; }
}
