namespace Listening.Application.People;

/// <summary>Whom a request is about, as staff type it: a handle or the link of a post, and the case it belongs to.</summary>
/// <remarks>A class, not a record: a record's text would carry handle and link into whatever log or message it gets into.</remarks>
public sealed class PersonQuestion
{
    /// <summary>Longest handle or link, in characters.</summary>
    public const int LongestName = 2048;

    /// <summary>The case's reference, for example <c>IC-123456</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>The handle, with or without @, in any capitals; null when <see cref="Link"/> is given.</summary>
    public string? Handle { get; init; }

    /// <summary>The link of a post; null when <see cref="Handle"/> is given.</summary>
    public string? Link { get; init; }

    /// <summary>Name of the only source to look at; null for all.</summary>
    public string? Source { get; init; }

    /// <summary>Says nothing of the person.</summary>
    public override string ToString() => $"A person, {Reference}";
}

/// <summary>What came of a question: an answer, or a refusal with a sentence for the one who asked.</summary>
/// <param name="Value">The answer; null when refused.</param>
/// <param name="Refusal">Why it was refused, without anything of the person; null when answered.</param>
/// <param name="Part">Which part of the question was refused.</param>
public sealed record PersonResult<T>(T? Value, string? Refusal = null, QuestionPart Part = QuestionPart.Person)
    where T : class
{
    internal static PersonResult<T> Refused(PersonRefusal refusal) => new(null, refusal.Words, refusal.Part);
}

/// <summary>A part of a <see cref="PersonQuestion"/>.</summary>
public enum QuestionPart
{
    /// <summary>Handle or link.</summary>
    Person,

    /// <summary>The case's reference.</summary>
    Reference,

    /// <summary>The source.</summary>
    Source,
}

/// <summary>Why a question is refused.</summary>
/// <param name="Words">For the one who asked.</param>
/// <param name="Part">What it is about.</param>
internal sealed record PersonRefusal(string Words, QuestionPart Part);
