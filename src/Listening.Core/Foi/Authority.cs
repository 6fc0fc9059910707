namespace Listening.Core.Foi;

/// <summary>A public authority with the names people use for it. From the register that ships with the service or an imported one.</summary>
public sealed record Authority
{
    /// <summary>The official name, unique in its register and used in every answer.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public AuthorityKind Kind { get; init; } = AuthorityKind.Other;

    /// <summary>The nation it serves, or <c>United Kingdom</c>; empty when unknown.</summary>
    public string Nation { get; init; } = "";

    /// <summary>The region; empty when unknown.</summary>
    public string Region { get; init; } = "";

    /// <summary>Welsh names.</summary>
    public IReadOnlyList<string> Welsh { get; init; } = [];

    /// <summary>Other names that mean nobody else wherever they stand.</summary>
    public IReadOnlyList<string> Short { get; init; } = [];

    /// <summary>Abbreviations that mean nobody else when they are written as here or in capitals.</summary>
    public IReadOnlyList<string> Abbreviations { get; init; } = [];

    /// <summary>Names that mean it only in a post about freedom of information, such as "the Met".</summary>
    public IReadOnlyList<string> Weak { get; init; } = [];

    /// <summary>Accounts without the @.</summary>
    public IReadOnlyList<string> Handles { get; init; } = [];

    /// <summary>Places that stand for it together with a word such as "council"; when empty they are read from the name.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>True for one that other authorities are complained about to, so that a mention alone does not make a post one about it.</summary>
    public bool HearsComplaints { get; init; }

    /// <summary>True when its name is made of everyday words ("post office"), which mean it in capitals or in a post about freedom of information.</summary>
    public bool IsEverydayName { get; init; }
}
