using Listening.Core.Triage;

namespace Listening.Core.Routing;

/// <summary>Where a post goes, and why.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Confidence">0 to 1; what the deciding rule states.</param>
/// <param name="RuleId">Id of the deciding rule; <c>none</c> when no rule decided.</param>
/// <param name="Reasons">For staff, most important first: what the rule looks for and the words that it found. Quotes the post, so it is kept only encrypted.</param>
public sealed record RoutingDecision(TriageQueue Queue, double Confidence, string RuleId, IReadOnlyList<string> Reasons);
