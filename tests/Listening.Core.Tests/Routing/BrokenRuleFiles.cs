using Listening.Core.Routing;
using static Listening.Core.Tests.Routing.RuleText;

namespace Listening.Core.Tests.Routing;

/// <summary>A rules file with a mistake is refused as a whole, with a message that says where.</summary>
public sealed class BrokenRuleFiles
{
    private static readonly string Whole = File(Rule("first", "enquiry", """ "all": ["asks"] """), Rule("second", "noise", """ "all": ["fee"] """));

    [Fact]
    public void Loads_the_file_that_the_other_tests_break() => Assert.Equal(["first", "second"], Load(Whole).RuleIds);

    [Theory]
    [InlineData("\"id\": \"second\"", "\"id\": \"first\"", "Rule \"first\": the id stands twice, expected each once.")]
    [InlineData("\"id\": \"second\"", "\"id\": \"none\"", "Rule \"none\": this id stands for posts that no rule decides; expected another.")]
    [InlineData("\"id\": \"second\", ", "", "Rule number 2: \"id\" is missing.")]
    [InlineData("\"queue\": \"noise\"", "\"queue\": \"nosie\"", "Rule \"second\": found the unknown queue \"nosie\", expected one of enquiry, complaint,")]
    [InlineData("\"queue\": \"noise\"", "\"queue\": 6", "Rule \"second\": \"queue\" is a number, expected a text.")]
    [InlineData("[\"fee\"]", "[\"fee or fees\"]", "Rule \"second\": found the unknown cue \"fees\", expected one that stands under \"cues\".")]
    [InlineData("[\"fee\"]", "[\"asks\"]", "Cue \"fee\": no rule uses it.")]
    [InlineData("[\"fee\"]", "[]", "Rule \"second\": \"all\" is an empty list; leave it out instead.")]
    [InlineData("[\"fee\"]", "[\"fee\"], \"purposes\": [\"fees\"]", "Rule \"second\": found the unknown purpose \"fees\", expected one of general, to-organisation,")]
    [InlineData("[\"fee\"]", "[\"fee\"], \"wordsAtLeast\": 0", "Rule \"second\": \"wordsAtLeast\" is 0, expected a whole number from 1 to 1000.")]
    [InlineData("\"all\": [\"fee\"]", "\"none\": [\"fee\"]", "Rule \"second\": it would apply to every post; expected \"all\" or \"purposes\".")]
    [InlineData("\"because\": \"Sentence of second.\"", "\"becuase\": \"x\"", "Rule \"second\": found the unknown key \"becuase\", expected one of id, queue,")]
    [InlineData("\"because\": \"Sentence of second.\"", "\"because\": \" \"", "Rule \"second\": \"because\" is empty.")]
    [InlineData("fee OR fees", "fee OR", "Cue \"fee\": fee OR is not a query. Column ")]
    [InlineData("fee OR fees", "", "Cue \"fee\": \"queries\" holds an empty text, expected texts that are not empty.")]
    [InlineData("\"how do I\"", "\"how \\\"do\"", "Cue \"asks\": the phrase how \"do has a quotation mark; expected it under \"queries\".")]
    [InlineData("\"how do I\"", "\"...\"", "Cue \"asks\": \"...\" is not a query. Column 1")]
    [InlineData("[\"?\"]", "[\"what?\"]", "Cue \"asks\": the mark \"what?\" begins with a letter or digit; expected it under \"phrases\".")]
    [InlineData("\"foundFor\": [\"fee\"]", "\"foundFor\": [\"all\"]", "Cue \"fee\": found the unknown purpose \"all\"")]
    [InlineData("\"says\": \"speaks of the fee\"", "\"say\": \"x\"", "Cue \"fee\": found the unknown key \"say\", expected one of says, phrases,")]
    [InlineData(", \"queries\": [\"fee OR fees\"], \"foundFor\": [\"fee\"]", "", "Cue \"fee\": it looks for nothing; expected phrases, queries, marks or foundFor.")]
    [InlineData("\"fee\": {", "\"the fee\": {", "Cue \"the fee\": a cue's name is one word")]
    [InlineData("\"fee\": {", "\"asks\": {", "The rules file is not JSON")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": 50", "The rules file: \"threshold\" is 50, expected a number from 0 to 1.")]
    [InlineData("\"version\": \"test-7\",", "", "The rules file: \"version\" is missing.")]
    [InlineData("\"version\"", "\"Version\"", "The rules file: found the unknown key \"Version\", expected one of version, threshold, cues, rules.")]
    [InlineData("\"rules\": [", "\"rules\": [7, ", "Rule number 1: found a number, expected an object.")]
    public void Refuses_a_mistake_and_names_its_place(string right, string wrong, string message)
    {
        Assert.Contains(right, Whole, StringComparison.Ordinal);
        var at = Whole.LastIndexOf(right, StringComparison.Ordinal);
        var broken = string.Concat(Whole.AsSpan(0, at), wrong, Whole.AsSpan(at + right.Length));

        var refusal = Assert.Throws<RoutingRulesFormatException>(() => Load(broken));

        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    public void Refuses_a_confidence_outside_nought_to_one(double confidence)
    {
        var refusal = Assert.Throws<RoutingRulesFormatException>(() => Load(File(Rule("sure", "noise", confidence: confidence))));

        Assert.Equal(FormattableString.Invariant($"Rule \"sure\": \"confidence\" is {confidence}, expected a number from 0 to 1."), refusal.Message);
    }

    [Fact]
    public void Refuses_a_file_without_rules() =>
        Assert.Equal("The rules file: \"rules\" is empty.", Assert.Throws<RoutingRulesFormatException>(() => Load(File())).Message);
}
