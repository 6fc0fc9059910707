namespace Listening.Core.Foi;

/// <summary>How a name stands for what it names.</summary>
internal enum NameForm : byte
{
    /// <summary>Means the authority wherever it stands.</summary>
    Full,

    /// <summary>Means it when written as registered or in capitals.</summary>
    Abbreviation,

    /// <summary>Means it only beside words of freedom of information or of its own kind.</summary>
    Weak,

    /// <summary>A place; a word such as "council" has to say what is meant.</summary>
    Place,
}

/// <summary>What a row of words names.</summary>
/// <param name="Form">How.</param>
/// <param name="Target">Index of the authority, or of the place.</param>
/// <param name="Written">The name as registered.</param>
internal sealed record NameEntry(NameForm Form, int Target, string Written);

/// <summary>A place with those who may be meant by it.</summary>
/// <param name="Name">As registered.</param>
/// <param name="IsCommonWord">True when it is an everyday word too.</param>
internal sealed record NamedPlace(string Name, bool IsCommonWord)
{
    /// <summary>Indexes of the authorities, ascending.</summary>
    public List<int> Authorities { get; } = [];
}

/// <summary>What the recogniser knows of an authority beyond its names.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="Class">Which words beside its place mean it.</param>
/// <param name="Sort">What kind of council its official name says.</param>
internal sealed record KnownAuthority(Authority Authority, BodyClass Class, BodySort Sort)
{
    /// <summary>Words of its places, by which a post decides between two of a name.</summary>
    public HashSet<int> PlaceWords { get; } = [];
}
