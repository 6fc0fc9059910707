using System.Text;
using Listening.Application.Auditing;
using Listening.Core.Triage;
using Listening.Web.Csv;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Csv;

public class CsvTests
{
    private static readonly string[] Beginnings = ["=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"];

    private static readonly string[] Rests =
        ["", "1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"https://evil.example\",\"Press\")", "SUM(A1:A9)*cmd", "\"\"", ",=1+1", "\"\r\n=1+1", ";=1+1", "IMPORTXML(\"https://evil.example\",\"//a\")"];

    public static TheoryData<string> Formulas()
    {
        var data = new TheoryData<string>();
        foreach (var beginning in Beginnings)
            foreach (var rest in Rests) data.Add(beginning + rest);
        return data;
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public async Task Nothing_that_begins_like_a_formula_is_one(string text)
    {
        await using var stream = new MemoryStream();

        await CsvTable.WriteAsync(stream, [text, "b"], Rows([[text, "between"], ["before", text], [text, text]]), CancellationToken.None);

        var cells = await ReadAsync(stream.ToArray());
        Assert.Equal<IEnumerable<string>>([["'" + text, "b"], ["'" + text, "between"], ["before", "'" + text], ["'" + text, "'" + text]], cells);
        Assert.DoesNotContain(cells.SelectMany(row => row), cell => Beginnings.Any(beginning => cell.StartsWith(beginning, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=b")]
    [InlineData("plain, with \"quotes\"\r\nand a line")]
    [InlineData("'=already")]
    [InlineData("Cymraeg ŵ, עברית, 🙂")]
    public async Task Everything_else_comes_out_as_it_was(string text)
    {
        await using var stream = new MemoryStream();

        await CsvTable.WriteAsync(stream, ["heading"], Rows([[text]]), CancellationToken.None);

        Assert.Equal(text, (await ReadAsync(stream.ToArray()))[1][0]);
        Assert.Equal([0xEF, 0xBB, 0xBF], stream.ToArray()[..3]);
    }

    [Fact]
    public async Task Every_download_holds_its_filter_is_safe_and_is_noted_before_it_is_sent()
    {
        await using var site = await TestSite.StartAsync();
        var at = TestSite.Now.AddDays(-1);
        await site.AddAsync(
            Site.Rows.Source("=cmd|' /C calc'!A0"), Site.Rows.Deletion(at, 4, TimeSpan.FromMinutes(15), queue: TriageQueue.Complaint),
            Site.Rows.Entry(AuditEvents.ItemViewed, at, "5", "item:1", "Opened."),
            Site.Rows.Entry(AuditEvents.HoldAsked, at, "=5+5", "@hold", "+1-1"), Site.Rows.Entry(AuditEvents.HoldLifted, at, "5", "hold:2", "Not asked for."));
        using var visitor = await site.SignInAsync(8);

        var entries = await DownloadAsync(visitor, "/audit/entries?event=hold.asked&from=3/3/2026");
        var deletions = await DownloadAsync(visitor, "/audit/deletions?queue=complaint");
        var views = await DownloadAsync(visitor, "/audit/views");
        var due = await DownloadAsync(visitor, "/audit");

        Assert.Equal(["Number", "Time (UTC)", "Event", "Actor", "Subject", "Reason"], entries[0]);
        Assert.Equal(["2026-03-03T09:30:00Z", "hold.asked", "'=5+5", "'@hold", "'+1-1"], Assert.Single(entries.Skip(1))[1..]);
        Assert.Equal(["2026-03-03", "Limit passed", "Usual limit", "'=cmd|' /C calc'!A0", "complaint", "4", "900"], Assert.Single(deletions.Skip(1)));
        Assert.Equal(["2026-03-03", "5", "1", "0", "0"], Assert.Single(views.Skip(1)));
        Assert.Equal(["2026-03-03", "4", "4", "0", "0", "0", "0", "0", "0", "900", "900"], due.Single(row => row[0] == "2026-03-03"));
        Assert.Equal(
            [("8", "audit:deletions"), ("8", "audit:due"), ("8", "audit:entries"), ("8", "audit:views")],
            (await site.EntriesAsync(AuditEvents.AuditExported)).Select(entry => (entry.Actor, entry.Subject)).Order());
        Assert.Contains((await site.EntriesAsync(AuditEvents.AuditExported)), entry => entry.Reason == "Downloaded: event hold.asked, from 3/3/2026 to the last, by anybody.");
    }

    private static async Task<List<string[]>> DownloadAsync(Visitor visitor, string path)
    {
        using var response = await visitor.FillAsync(path, "main form[method=post]");
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        return await ReadAsync(await response.Content.ReadAsByteArrayAsync());
    }

    // Read by the simplest reader that follows the standard, not by the library that wrote it.
    private static Task<List<string[]>> ReadAsync(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file).TrimStart('\uFEFF');
        var (rows, row, cell, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            if (quoted && text[at] == '"' && at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
            else if (text[at] == '"') quoted = !quoted;
            else if (quoted) cell.Append(text[at]);
            else if (text[at] is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (text[at] != '\n') continue;
                rows.Add([.. row]);
                row.Clear();
            }
            else if (text[at] != '\r') cell.Append(text[at]);
        }

        return Task.FromResult(rows);
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> Rows(IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }
}
