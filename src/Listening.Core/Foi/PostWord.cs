namespace Listening.Core.Foi;

/// <summary>What stands between a word and the one before it.</summary>
internal enum Gap : byte
{
    /// <summary>Spaces or a hyphen.</summary>
    Space,

    /// <summary>A sign that means "and": &amp;, + or a slash.</summary>
    Joiner,

    /// <summary>A comma, perhaps with a joiner.</summary>
    Comma,

    /// <summary>What no name reaches over: the end of a sentence, a bracket, a quotation mark, a handle.</summary>
    Break,
}

/// <summary>A word of a post.</summary>
internal struct PostWord
{
    /// <summary>Its number; <see cref="WordTable.Unknown"/> when no name has it.</summary>
    public int Number;

    /// <summary>First unit in the text.</summary>
    public int Start;

    /// <summary>Behind its last unit; a possessive 's is left out.</summary>
    public int End;

    /// <summary>Number of its sentence.</summary>
    public int Sentence;

    /// <summary>What stands before it.</summary>
    public Gap Gap;

    /// <summary>What it does to names near it.</summary>
    public WordTag Tags;

    /// <summary>True when it begins with a capital.</summary>
    public bool IsCapital;

    /// <summary>True when it has two letters or more, all capitals.</summary>
    public bool IsAllCapitals;

    /// <summary>True when it is a hashtag.</summary>
    public bool IsHashtag;

    /// <summary>True when it belongs to a link.</summary>
    public bool IsLink;

    /// <summary>Where the numbers of words it may be a misspelling of begin.</summary>
    public int SimilarFrom;

    /// <summary>How many those are.</summary>
    public int SimilarCount;
}
