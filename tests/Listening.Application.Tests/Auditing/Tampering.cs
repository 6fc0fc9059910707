using Xunit;
using Xunit.Abstractions;

namespace Listening.Application.Tests.Auditing;

/// <summary>Eight kinds of tampering at 200 places of a log, every one on a copy of its own; half of them done by somebody who knows how the log works.</summary>
public sealed class Tampering(ITestOutputHelper output, TamperedLogs logs) : IClassFixture<TamperedLogs>
{
    [Theory]
    [InlineData("edited")]
    [InlineData("deleted")]
    [InlineData("inserted")]
    [InlineData("reordered")]
    [InlineData("cut off")]
    [InlineData("rewritten")]
    [InlineData("rolled back")]
    [InlineData("back-dated")]
    public async Task Is_found_wherever_it_is_done(string kind)
    {
        var places = TamperedLogs.Places;
        var said = new List<string>();
        for (var number = 0; number < places; number++)
        {
            var place = 1 + ((long)number * (TamperedLogs.Entries - 2) / places);
            var fault = await logs.TamperAsync(kind, number, place);
            Assert.True(fault is not null, $"{kind} at {place} (number {number}) was not found");
            // What is named is within what was signed together.
            Assert.InRange(fault.Entry, Math.Max(0, place - TamperedLogs.LongestRun), place + TamperedLogs.LongestRun);
            said.Add($"{fault.Kind}: {fault.Message}");
        }

        foreach (var group in said.GroupBy(text => text[..text.IndexOf(':', StringComparison.Ordinal)], StringComparer.Ordinal)) output.WriteLine($"{group.Count(),4} {group.First()}");
        Assert.Equal(places, said.Count);
    }

    [Fact]
    public async Task Is_not_found_where_there_is_none()
    {
        for (var copy = 0; copy < 5; copy++) Assert.Null(await logs.TamperAsync("nothing", copy, 0));
    }
}
