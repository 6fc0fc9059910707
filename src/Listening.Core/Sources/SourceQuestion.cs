namespace Listening.Core.Sources;

/// <summary>How a search is put to a source: what its platform is asked, and what is decided here.</summary>
public sealed record SourceQuestion
{
    /// <summary>What the platform is asked, a line for each request, with its parameters in clear and unescaped; empty when it cannot be asked.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>What the platform cannot be told and the local matcher therefore decides, a sentence each.</summary>
    public IReadOnlyList<string> Local { get; init; } = [];

    /// <summary>Why the source cannot run the search, for staff; null when it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>The source carries the same whatever is searched for.</summary>
    /// <param name="asked">What is read.</param>
    public static SourceQuestion Everything(string asked) => new() { Asked = [asked], Local = ["The whole query: every post that is read is held against it here."] };

    /// <summary>The source cannot run the search.</summary>
    public static SourceQuestion Refused(string why) => new() { Refusal = why };
}
