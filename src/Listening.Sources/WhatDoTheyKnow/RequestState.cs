namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>A request's states and an event's kinds in words.</summary>
internal static class RequestState
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["waiting_response"] = "awaiting a response",
        ["waiting_response_overdue"] = "response overdue",
        ["waiting_response_very_overdue"] = "response long overdue",
        ["waiting_classification"] = "awaiting classification",
        ["waiting_clarification"] = "awaiting clarification",
        ["deadline_extended"] = "deadline extended",
        ["gone_postal"] = "handled by post",
        ["not_held"] = "information not held",
        ["rejected"] = "refused",
        ["successful"] = "successful",
        ["partially_successful"] = "partially successful",
        ["internal_review"] = "awaiting internal review",
        ["error_message"] = "delivery error",
        ["requires_admin"] = "unusual response",
        ["attention_requested"] = "reported",
        ["user_withdrawn"] = "withdrawn",
        ["vexatious"] = "vexatious",
        ["not_foi"] = "not a freedom of information request",
    };

    /// <summary>A state in words; empty when there is none. A state that is not known is said with its own name.</summary>
    public static string Of(string? state) => string.IsNullOrEmpty(state) ? "" : Words.TryGetValue(state, out var words) ? words : state.Replace('_', ' ');

    /// <summary>What an event of a kind is, up to the body's name.</summary>
    public static string Kind(string? eventType) => eventType switch
    {
        "response" => "Response from",
        "followup_sent" or "followup_resent" => "Follow-up to",
        "comment" => "Annotation on a request to",
        _ => "Request to",
    };
}
