using System.Diagnostics;
using System.Net;
using System.Text;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.TestSupport.Servers;
using Listening.Web.Meetings;
using Listening.Web.Tests.Site;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Listening.Web.Tests.Pages;

/// <summary>One at a time, because each looks at what is left on the machine.</summary>
[Collection(nameof(PackPrinterTests))]
[CollectionDefinition(nameof(PackPrinterTests), DisableParallelization = true)]
public class PackPrinterTests
{
    [AvailableFact(Peer.Chromium)]
    public async Task A_long_page_is_printed_on_several_sheets_and_nothing_of_the_browser_is_left()
    {
        using var printer = Printer(Peers.ChromiumProgram);
        var before = Folders();

        var pdf = await printer.PrintAsync(Page(string.Concat(Enumerable.Repeat("<p>They never answered.</p>", 400))), CancellationToken.None);

        Assert.NotNull(pdf);
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(pdf, 0, 8), StringComparison.Ordinal);
        Assert.True(SheetsOf(pdf) > 3, $"{SheetsOf(pdf)} sheets");
        Assert.Equal(before, Folders());
        Assert.Empty(Browsers());
    }

    [AvailableFact(Peer.Chromium)]
    public async Task A_page_reaches_nothing_and_its_scripts_do_not_run()
    {
        var asked = 0;
        using var listener = new HttpListener();
        var port = LoopbackPorts.Take();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        listener.BeginGetContext(_ => asked++, null);
        using var printer = Printer(Peers.ChromiumProgram);

        var pdf = await printer.PrintAsync(
            Page($"<img src=\"http://127.0.0.1:{port}/a.png\"><script>document.body.innerHTML = '<p>x</p>'.repeat(5000); fetch('http://127.0.0.1:{port}/b')</script>"),
            CancellationToken.None);

        Assert.NotNull(pdf);
        Assert.Equal(1, SheetsOf(pdf));
        Assert.Equal(0, asked);
    }

    [AvailableFact(Peer.Chromium)]
    public async Task A_print_that_is_cancelled_leaves_nothing_and_the_next_one_works()
    {
        using var printer = Printer(Peers.ChromiumProgram);
        var before = Folders();
        using var cancel = new CancellationTokenSource();
        var printing = printer.PrintAsync(Page("x"), cancel.Token);
        while (Folders().Count == before.Count && !printing.IsCompleted) await Task.Delay(10);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printing);
        Assert.Equal(before, Folders());
        Assert.Empty(Browsers());
        Assert.NotNull(await printer.PrintAsync(Page("x"), CancellationToken.None));
    }

    [Fact]
    public async Task A_browser_that_ends_at_once_or_is_none_gives_nothing_and_leaves_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("listening-false-browser-");
        var program = Path.Combine(folder.FullName, "browser");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho 'DevTools will not listen' >&2\nexit 1\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var before = Folders();
        using (var printer = Printer(program)) Assert.Null(await printer.PrintAsync(Page("x"), CancellationToken.None));
        using (var printer = Printer(Path.Combine(folder.FullName, "none"))) Assert.Null(await printer.PrintAsync(Page("x"), CancellationToken.None));
        using (var printer = Printer(null)) Assert.Null(await printer.PrintAsync(Page("x"), CancellationToken.None));

        Assert.Equal(before, Folders());
        folder.Delete(recursive: true);
    }

    [AvailableFact(Peer.Chromium)]
    public async Task The_pack_can_be_had_as_PDF_and_that_is_noted()
    {
        await using var site = await TestSite.StartAsync(services => services.AddSingleton(new PrinterSettings(Peers.ChromiumProgram)));
        await site.AddAsync(Rows.Source(), MeetingRows.Authority("Ambleford Borough Council"), MeetingRows.Meeting());
        for (var id = 1; id <= 40; id++) await site.KeepAsync(id, $"<h1>They</h1> never answered, {id}.", authority: 1);
        using var visitor = await site.SignInAsync(7, StaffRole.Foi);
        Assert.Contains("/meetings/1/pack.pdf", (await visitor.OpenAsync("/meetings/1")).DocumentElement.OuterHtml, StringComparison.Ordinal);

        using var answer = await visitor.GetAsync("/meetings/1/pack.pdf");

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.True(SheetsOf(await answer.Content.ReadAsByteArrayAsync()) > 1);
        Assert.Equal("40 shown.", Assert.Single(await site.EntriesAsync(AuditEvents.ItemsViewed)).Reason);
    }

    private static PackPrinter Printer(string? program) => new(new PrinterSettings(program), NullLogger<PackPrinter>.Instance);

    private static string Page(string body) => $"<!DOCTYPE html><html lang=\"en\"><head><title>Page</title></head><body>{body}</body></html>";

    private static List<string> Folders() => [.. Directory.GetDirectories(Path.GetTempPath(), "listening-print-*").Order(StringComparer.Ordinal)];

    // Those that were started with a profile of ours; others on the machine are none of this test's business.
    private static List<string> Browsers() => [.. Process.GetProcesses().Where(process => File.Exists($"/proc/{process.Id}/cmdline")).Select(CommandOf)
        .Where(command => command.Contains("listening-print-", StringComparison.Ordinal))];

    private static string CommandOf(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static int SheetsOf(byte[] pdf) => Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length - 1;
}
