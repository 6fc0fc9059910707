using System.Text.Json;
using Xunit;
using static Listening.Host.Tests.Commands.CommandFolder;

namespace Listening.Host.Tests.Commands;

public sealed class SearchTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public SearchTests() => _folder.Configure(
    [
        Line("1", "how much is the data protection fee for a sole trader?"),
        Line("2", "kettle's on, morning everyone"),
        Line("3", "my council has ignored an FOI request about the data protection fee for a year"),
        Line("4", "the FEE for data protection in another order"),
    ]);

    [Fact]
    public async Task Are_added_shown_run_and_removed()
    {
        var add = await _folder.RunAsync("search add fees --source recording --every 0:10:00 --purpose Fee", "--query", "\"data protection fee\"");
        Assert.Equal("Added fees.", add.Expect(0).Output.Trim());

        var list = (await _folder.RunAsync("search list")).Expect(0);
        Assert.Equal(["fees", "fee", "every", "0:10:00", "recording", "\"data", "protection", "fee\""], Assert.Single(list.Lines).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var run = (await _folder.RunAsync("search run fees")).Expect(0);
        Assert.Contains("4 read, 2 new, 0 edited, 0 deleted, 2 matched, 0 malformed", run.Lines[0]);
        Assert.Equal("2 posts put in their queues.", run.Lines[1]);

        var again = (await _folder.RunAsync("search run fees")).Expect(0);
        Assert.Contains("0 read, 0 new", again.Lines[0]);
        Assert.Equal("0 posts put in their queues.", again.Lines[1]);

        var show = (await _folder.RunAsync("search show fees")).Expect(0);
        Assert.Contains("query     \"data protection fee\"", show.Output);
        Assert.Equal(2, show.Lines.Count(line => line.StartsWith("run       ", StringComparison.Ordinal)));

        var queues = (await _folder.RunAsync("queues --json")).Expect(0);
        var counts = JsonSerializer.Deserialize<Dictionary<string, int>>(queues.Output)!;
        Assert.Equal(["complaint", "enquiry", "foi-intelligence", "information-request", "noise", "of-interest", "unsorted"], counts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, counts.Values.Sum());

        var table = (await _folder.RunAsync("queues")).Expect(0);
        Assert.Equal(8, table.Lines.Count);
        Assert.Equal(["all", "2"], table.Lines[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal("Removed fees.", (await _folder.RunAsync("search remove fees --reason finished")).Expect(0).Output.Trim());
        Assert.Empty((await _folder.RunAsync("search list")).Expect(0).Output);
        Assert.Contains("There is no search named fees", (await _folder.RunAsync("search run fees")).Expect(1).Errors);
        Assert.Equal(2, JsonSerializer.Deserialize<Dictionary<string, int>>((await _folder.RunAsync("queues --json")).Output)!.Values.Sum());
    }

    [Fact]
    public async Task Show_before_they_are_saved_what_they_would_have_found()
    {
        (await _folder.RunAsync("search add fees --source recording", "--query", "fee")).Expect(0);
        (await _folder.RunAsync("search run fees")).Expect(0);

        var all = (await _folder.RunAsync("search preview", "council OR order")).Expect(0);
        var newest = (await _folder.RunAsync("search preview --limit 1", "fee")).Expect(0);
        var wrong = (await _folder.RunAsync("search preview", "fee)")).Expect(1);

        Assert.Equal(["4", "3"], all.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()));
        Assert.Equal("2 of the 3 posts held match; 2 shown.", all.Errors.Trim());
        Assert.Contains("\"id\":\"4\"", Assert.Single(newest.Lines));
        Assert.Equal("3 of the 3 posts held match; 1 shown.", newest.Errors.Trim());
        Assert.Equal("Column 4: found ‘)’, expected an opening bracket before the closing one.", wrong.Errors.Trim());
        Assert.Empty((await _folder.RunAsync("search preview letter")).Expect(0).Output);
    }

    [Fact]
    public async Task Are_paused_and_let_go_on_with_a_reason_that_stays()
    {
        (await _folder.RunAsync("search add fees --source recording", "--query", "fee")).Expect(0);

        Assert.Equal("Paused fees.", (await _folder.RunAsync("search pause fees --reason", "too much noise")).Expect(0).Output.Trim());
        Assert.Contains("is paused already", (await _folder.RunAsync("search pause fees")).Expect(1).Errors);
        Assert.Contains(" paused ", (await _folder.RunAsync("search list")).Expect(0).Output);
        Assert.Contains("The search fees does not run: it is paused", (await _folder.RunAsync("search run fees")).Expect(1).Errors);
        Assert.Contains(", paused since ", (await _folder.RunAsync("search show fees")).Expect(0).Output);

        Assert.Equal("Let go on: fees.", (await _folder.RunAsync("search resume fees")).Expect(0).Output.Trim());
        Assert.Contains("is not paused", (await _folder.RunAsync("search resume fees")).Expect(1).Errors);
        Assert.Contains("3 new", (await _folder.RunAsync("search run fees")).Expect(0).Output);
        Assert.Contains("There is no search named letters", (await _folder.RunAsync("search pause letters")).Expect(1).Errors);
    }

    [Theory]
    [InlineData("ICO)", "fees", "recording", "0:05:00", "Column 4: found ‘)’, expected an opening bracket before the closing one.")]
    [InlineData("fee", "Fees!", "recording", "0:05:00", "The name has to be 2 to 64 lower-case letters, digits and hyphens; found “Fees!”.")]
    [InlineData("fee", "fees", "television", "0:05:00", "No source named television is configured; there is recording.")]
    [InlineData("fee", "fees", "recording", "2.00:00:00", "The interval has to be between 1 second and 1 day.")]
    public async Task Are_refused_with_the_reason(string query, string name, string source, string every, string reason)
    {
        var refused = (await _folder.RunAsync("search add", name, "--query", query, "--source", source, "--every", every)).Expect(1);

        Assert.Contains(reason, refused.Errors);
        Assert.Empty(refused.Output);
    }

    [Fact]
    public async Task Of_one_name_are_added_once_and_missing_ones_are_said_to_be_missing()
    {
        (await _folder.RunAsync("search add fees --query fee --source recording --cron", "0 0/15 * * * ?")).Expect(0);

        Assert.Contains("There is a search named fees already", (await _folder.RunAsync("search add fees --query letter --source recording")).Expect(1).Errors);
        Assert.Contains("runs      0 0/15 * * * ?", (await _folder.RunAsync("search show fees")).Expect(0).Output);
        Assert.Contains("There is no search named letters", (await _folder.RunAsync("search show letters")).Expect(1).Errors);
        Assert.Contains("There is no search named letters", (await _folder.RunAsync("search remove letters")).Expect(1).Errors);
    }

    public void Dispose() => _folder.Dispose();
}
