namespace Listening.Core.Foi;

/// <summary>What the words that begin at a place of a post do to a name near them.</summary>
[Flags]
internal enum WordTag
{
    None = 0,

    /// <summary>Speaks of freedom of information.</summary>
    Foi = 1 << 0,

    /// <summary>Makes the place before it something else, such as a football club.</summary>
    PlaceRival = 1 << 1,

    /// <summary>Makes the name before it something else, such as a museum.</summary>
    NameRival = 1 << 2,

    /// <summary>Makes the place behind it something else, such as a person.</summary>
    Before = 1 << 3,

    /// <summary>Says that the place before it is only where people live.</summary>
    PlaceNoun = 1 << 4,

    /// <summary>Says that the place behind it is only where something is.</summary>
    Locative = 1 << 5,

    /// <summary>Addresses what stands behind it.</summary>
    Towards = 1 << 6,

    /// <summary>Speaks of police work.</summary>
    Police = 1 << 7,

    /// <summary>An everyday word that is a place only with a capital.</summary>
    CommonWord = 1 << 8,

    /// <summary>Makes an everyday word behind it a verb or noun.</summary>
    VerbBefore = 1 << 9,

    /// <summary>Something to read that a council makes.</summary>
    ObjectAfter = 1 << 10,

    /// <summary>Looks like the word for a body and is none.</summary>
    NotBody = 1 << 11,

    /// <summary>Says that somebody did badly.</summary>
    Blame = 1 << 12,

    /// <summary>Says that what stands behind it is not meant.</summary>
    NotBefore = 1 << 13,
}

/// <summary>The lists of the file of words by what they do.</summary>
internal static class WordTags
{
    public static IReadOnlyList<(string Key, WordTag Tag)> Lists { get; } =
    [
        ("foi", WordTag.Foi), ("rivalsOfPlaces", WordTag.PlaceRival), ("rivalsOfNames", WordTag.NameRival), ("before", WordTag.Before),
        ("placeNouns", WordTag.PlaceNoun), ("locatives", WordTag.Locative), ("towards", WordTag.Towards), ("policeWords", WordTag.Police),
        ("commonWords", WordTag.CommonWord), ("verbsBefore", WordTag.VerbBefore), ("objectsAfter", WordTag.ObjectAfter), ("notBodies", WordTag.NotBody),
        ("blame", WordTag.Blame), ("notBefore", WordTag.NotBefore),
    ];
}
