namespace Listening.Core.Foi;

/// <summary>An authority that a post is about.</summary>
/// <param name="Authority">The authority.</param>
/// <param name="Start">First unit of the words that name it first; -1 when they stand in a field of the post and not in its text.</param>
/// <param name="Length">Units of those words.</param>
public readonly record struct FoundAuthority(Authority Authority, int Start, int Length);

/// <summary>What the recogniser makes of one post.</summary>
/// <param name="Authorities">Those the post is about, in the order in which they were decided; each once.</param>
/// <param name="Possible">Those it may be about: the words fit several, or too little says that they are meant. None of <paramref name="Authorities"/>.</param>
/// <param name="Reasons">For each decision a sentence: the words, where they stand, and who was not taken and why.</param>
public sealed record AuthorityFindings(IReadOnlyList<FoundAuthority> Authorities, IReadOnlyList<Authority> Possible, IReadOnlyList<string> Reasons)
{
    /// <summary>Of a post that speaks of nobody.</summary>
    public static AuthorityFindings None { get; } = new([], [], []);
}
