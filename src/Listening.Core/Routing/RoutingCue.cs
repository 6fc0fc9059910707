using Listening.Core.Querying;

namespace Listening.Core.Routing;

/// <summary>Something a rule looks for in a post. It holds when one of its queries matches, a mark stands in the text, or the post was found for one of the purposes.</summary>
/// <param name="Name">Unique name, used by the rules.</param>
/// <param name="Says">What it means for staff, for example <c>asks a question</c>.</param>
/// <param name="Queries">Its phrases and queries, each on its own.</param>
/// <param name="Marks">Punctuation or symbols that words cannot express, for example <c>?</c>.</param>
/// <param name="FoundFor">Purposes of searches that make it hold whatever the words.</param>
internal sealed record RoutingCue(
    string Name, string Says, IReadOnlyList<Query> Queries, IReadOnlyList<string> Marks, IReadOnlyList<SearchPurpose> FoundFor);
