using Listening.Core.Posts;
using Listening.Core.Routing;
using Listening.Core.Triage;
using static Listening.Core.Tests.Routing.RuleText;

namespace Listening.Core.Tests.Routing;

/// <summary>How a set of rules decides.</summary>
public sealed class RoutingDecisions
{
    private const string Asking = "how do I pay the fee";

    [Fact]
    public void Lets_the_first_rule_that_applies_decide()
    {
        var first = Rule("first", "enquiry");
        var second = Rule("second", "complaint", confidence: 1);

        Assert.Equal(TriageQueue.Enquiry, Decide(File(first, second), Asking).Queue);
        Assert.Equal(TriageQueue.Complaint, Decide(File(second, first), Asking).Queue);
    }

    [Fact]
    public void Passes_over_a_rule_one_of_whose_groups_holds_nothing()
    {
        var both = Rule("both", "enquiry", """ "all": ["asks", "fee"] """);
        var one = Rule("one", "complaint", """ "all": ["asks or fee"] """);

        Assert.Equal("both", Decide(File(both, one), Asking).RuleId);
        Assert.Equal("one", Decide(File(both, one), "the fee went up").RuleId);
    }

    [Fact]
    public void Passes_over_a_rule_when_a_forbidden_cue_holds()
    {
        var file = File(Rule("no-fee", "enquiry", """ "all": ["asks"], "none": ["fee"] """));

        Assert.Equal("no-fee", Decide(file, "how do I complain").RuleId);
        Assert.Equal(RoutingRules.NoRule, Decide(file, Asking).RuleId);
    }

    [Fact]
    public void Applies_a_rule_with_purposes_only_to_posts_found_for_them()
    {
        var file = File(Rule("journalists", "of-interest", """ "purposes": ["journalists"], "all": ["asks or fee"] """));

        Assert.Equal(TriageQueue.OfInterest, Decide(file, Asking, SearchPurpose.Fee, SearchPurpose.Journalists).Queue);
        Assert.Equal(TriageQueue.Unsorted, Decide(file, Asking, SearchPurpose.Fee).Queue);
        Assert.Equal(TriageQueue.Unsorted, Decide(file, Asking).Queue);
    }

    [Fact]
    public void Lets_a_cue_hold_by_what_the_post_was_found_for()
    {
        var file = File(Rule("fee", "enquiry", """ "all": ["fee", "asks"] """));

        Assert.Equal("fee", Decide(file, "how do I do this", SearchPurpose.Fee).RuleId);
        Assert.Equal(RoutingRules.NoRule, Decide(file, "how do I do this", SearchPurpose.Links).RuleId);
    }

    [Fact]
    public void Applies_a_rule_for_long_posts_only_to_posts_of_so_many_words()
    {
        var file = File(Rule("long", "enquiry", """ "all": ["asks or fee"], "wordsAtLeast": 4 """));

        Assert.Equal("long", Decide(file, "is the fee due?").RuleId);
        Assert.Equal(RoutingRules.NoRule, Decide(file, "@ICOnews @other #fees fee due? https://ico.org.uk 👍 …").RuleId);
    }

    [Fact]
    public void Sees_a_question_mark_in_the_text_and_not_in_an_address()
    {
        var file = File(Rule("asks", "enquiry", """ "all": ["asks"] """), Rule("rest", "noise", """ "all": ["fee"] """));

        Assert.Equal("asks", Decide(file, "a fee? https://example.org/a?b=c").RuleId);
        Assert.Equal("asks", Decide(file, "a fee, see https://example.org/a?").RuleId);
        Assert.Equal("rest", Decide(file, "a fee https://example.org/a?b=c").RuleId);
    }

    [Fact]
    public void Leaves_a_post_unsorted_and_says_so_when_no_rule_applies()
    {
        var decision = Decide(File(Rule("asks", "enquiry")), "good morning");

        Assert.Equal((TriageQueue.Unsorted, 0.0, RoutingRules.NoRule), (decision.Queue, decision.Confidence, decision.RuleId));
        Assert.Equal(["No rule applies, so a person decides."], decision.Reasons);
    }

    [Theory]
    [InlineData(0.49, TriageQueue.Unsorted)]
    [InlineData(0.5, TriageQueue.Enquiry)]
    public void Leaves_a_post_unsorted_when_the_first_rule_that_applies_is_below_the_threshold(double confidence, TriageQueue expected)
    {
        var decision = Decide(File(Rule("weak", "enquiry", confidence: confidence), Rule("sure", "noise", confidence: 1)), Asking);

        Assert.Equal((expected, confidence, "weak"), (decision.Queue, decision.Confidence, decision.RuleId));
        if (expected == TriageQueue.Unsorted)
            Assert.Equal("Perhaps enquiry, but at 0.49 below the 0.5 that a decision needs, so a person decides.", decision.Reasons[0]);
        Assert.Contains("Sentence of weak.", decision.Reasons);
    }

    [Fact]
    public void Gives_the_rules_sentence_and_then_the_words_found_for_each_of_its_cues()
    {
        var decision = Decide(File(Rule("both", "enquiry", """ "all": ["asks", "fee"] """)), "How do I pay? What can I do about the FEE, how do i…");

        Assert.Equal(
            ["Sentence of both.", "asks a question: \"How do I\", \"What can I\"", "speaks of the fee: \"FEE\""],
            decision.Reasons);
    }

    [Fact]
    public void Gives_what_a_cue_means_without_words_when_only_the_search_made_it_hold()
    {
        var decision = Decide(File(Rule("fee", "enquiry", """ "all": ["fee or asks"] """)), "so?", SearchPurpose.Fee);

        Assert.Equal(["Sentence of fee.", "speaks of the fee", "asks a question: \"?\""], decision.Reasons);
    }

    [Fact]
    public void Keeps_the_version_of_its_file()
    {
        Assert.Equal("test-7", Load(File(Rule("a", "enquiry"))).Version);
        Assert.Matches(@"^20\d\d-\d\d-\d\d\.\d+$", RoutingRules.Default.Version);
    }

    [Fact]
    public void Decides_the_same_from_many_threads_at_once()
    {
        var cases = RoutedCase.ReadTable("held-out.txt");

        Parallel.For(0, 4 * cases.Count, at =>
        {
            var each = cases[at % cases.Count];
            Assert.Equal(each.Decision.RuleId, RoutingRules.Default.Decide(each.Post, each.Purposes).RuleId);
        });
    }

    [Fact]
    public void Takes_an_empty_post_without_complaint() =>
        Assert.Equal(TriageQueue.Unsorted, RoutingRules.Default.Decide(new Post { Id = "1" }, []).Queue);
}
