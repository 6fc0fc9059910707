namespace Listening.Core.Foi;

/// <summary>What a piece of a post is.</summary>
internal enum PieceKind : byte
{
    /// <summary>The name of an authority.</summary>
    Name,

    /// <summary>A place that an authority may be named by.</summary>
    Place,

    /// <summary>Words for a kind of body.</summary>
    Body,
}

/// <summary>Words of a post that name something.</summary>
internal sealed class Piece
{
    /// <summary>What it is.</summary>
    public required PieceKind Kind { get; init; }

    /// <summary>Its first word.</summary>
    public required int From { get; init; }

    /// <summary>Behind its last word.</summary>
    public required int To { get; init; }

    /// <summary>What is named: of a name all its entries, of a place the one entry of the place.</summary>
    public NameEntry[] Entries { get; init; } = [];

    /// <summary>The words for a body; null for names and places.</summary>
    public BodyPhrase? Body { get; init; }

    /// <summary>True when a word is misspelt.</summary>
    public bool IsMisspelt { get; init; }

    /// <summary>True when it is decided, so that nothing else reads it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The place's number.</summary>
    public int Place => Entries[0].Target;
}
