using System.Text;
using Listening.Core.Posts;
using Listening.Core.Routing;

namespace Listening.Core.Tests.Routing;

/// <summary>Small rules files for tests.</summary>
internal static class RuleText
{
    /// <summary>A file of two cues and the rules given.</summary>
    public static string File(params string[] rules) => $$"""
        {
          "version": "test-7",
          "threshold": 0.5,
          "cues": {
            "asks": { "says": "asks a question", "phrases": ["how do I", "what can I"], "marks": ["?"] },
            "fee": { "says": "speaks of the fee", "queries": ["fee OR fees"], "foundFor": ["fee"] }
          },
          "rules": [{{string.Join(", ", rules)}}]
        }
        """;

    public static string Rule(string id, string queue, string conditions = "\"all\": [\"asks or fee\"]", double confidence = 0.9) =>
        FormattableString.Invariant($$"""{ "id": "{{id}}", "queue": "{{queue}}", "confidence": {{confidence}}, {{conditions}}, "because": "Sentence of {{id}}." }""");

    public static RoutingRules Load(string json) => RoutingRules.Load(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    public static RoutingDecision Decide(string json, string text, params SearchPurpose[] purposes) =>
        Load(json).Decide(new Post { Id = "1", Text = text }, purposes);
}
