using Xunit;
using static Listening.Host.Tests.Commands.CommandFolder;

namespace Listening.Host.Tests.Commands;

public sealed class MeetingTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public MeetingTests() => _folder.Configure([Line("1", "nothing")]);

    [Fact]
    public async Task Are_added_listed_moved_and_closed_for_a_reason()
    {
        var (first, second) = (TimeProvider.System.GetUtcNow().AddDays(3), TimeProvider.System.GetUtcNow().AddDays(5));
        Assert.Equal("Added meeting 1.", (await _folder.RunAsync($"meeting add {first:yyyy-MM-ddTHH:mm} --reason Fortnightly")).Expect(0).Output.Trim());

        Assert.Equal("Moved; 0 posts are kept longer, 0 go sooner.", (await _folder.RunAsync($"meeting move 1 {second:yyyy-MM-ddTHH:mm} --reason Holidays")).Expect(0).Output.Trim());
        Assert.Contains($"1    {second:yyyy-MM-dd HH:mm} open", (await _folder.RunAsync("meeting list")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("lies in the past", (await _folder.RunAsync("meeting move 1 2020-01-01T10:00 --reason Holidays")).Expect(1).Errors);

        Assert.Equal("Closed; 0 posts go sooner.", (await _folder.RunAsync("meeting close 1 --reason Held")).Expect(0).Output.Trim());
        Assert.Contains("closed ", (await _folder.RunAsync("meeting list")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("Meeting 1 is closed.", (await _folder.RunAsync("meeting close 1 --reason Held")).Expect(1).Errors);
        Assert.Contains("There is no meeting 9.", (await _folder.RunAsync("meeting close 9 --reason Held")).Expect(1).Errors);
    }

    public void Dispose() => _folder.Dispose();
}
