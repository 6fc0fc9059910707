namespace Listening.Core.Routing;

/// <summary>A rules file cannot be used. The message names the rule or cue, what was found and what is accepted.</summary>
public sealed class RoutingRulesFormatException(string message) : FormatException(message);
