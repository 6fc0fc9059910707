using Listening.Core.Triage;
using Xunit.Abstractions;

namespace Listening.Core.Tests.Routing;

/// <summary>Holds the default rules against tables that staff can read and extend.</summary>
public sealed class RoutingTables(ITestOutputHelper output)
{
    [Theory]
    [InlineData(TriageQueue.Enquiry)]
    [InlineData(TriageQueue.Complaint)]
    [InlineData(TriageQueue.InformationRequest)]
    [InlineData(TriageQueue.FoiIntelligence)]
    [InlineData(TriageQueue.OfInterest)]
    [InlineData(TriageQueue.Noise)]
    [InlineData(TriageQueue.Unsorted)]
    public void Sends_every_post_of_a_queues_table_to_that_queue(TriageQueue queue)
    {
        var cases = RoutedCase.ReadTable(queue.Name() + ".txt");

        Assert.True(cases.Count >= 40, $"{cases.Count} cases are too few.");
        Assert.All(cases, each => Assert.Equal(queue, each.Expected));
        Assert.Empty(cases.Where(each => !each.IsRight).Select(each => each.Miss));
    }

    [Theory]
    [InlineData("held-out.txt", 150)]
    [InlineData("held-out-second.txt", 130)]
    [InlineData("held-out-third.txt", 110)]
    [InlineData("held-out-fourth.txt", 50)]
    public void Sorts_nine_of_ten_posts_that_the_rules_were_not_written_for(string file, int least)
    {
        var cases = RoutedCase.ReadTable(file);
        var accuracy = new RoutingAccuracy(cases);
        output.WriteLine(accuracy.Report);

        Assert.True(cases.Count >= least, $"{cases.Count} cases are too few.");
        Assert.True(accuracy.Overall >= 0.9, accuracy.Report);
        Assert.All(TriageQueues.All, queue => Assert.True(accuracy.Recall[queue] >= 0.8, queue.Name()));
    }
}
