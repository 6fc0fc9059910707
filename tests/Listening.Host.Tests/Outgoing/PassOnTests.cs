using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Listening.Application.Auditing;
using Listening.Application.Retention;
using Listening.Application.Storage;
using Listening.Host.Configuration;
using Listening.Host.Tests.Serving;
using Listening.TestSupport.Mail;
using Listening.TestSupport.Servers;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Host.Tests.Outgoing;

/// <summary>Items passed on through a real mail server.</summary>
public sealed partial class PassOnTests
{
    [Fact]
    public async Task A_mail_holds_the_words_and_a_link_but_nothing_of_the_post()
    {
        await using var mail = await MailServer.StartAsync();
        await using var service = await OutgoingService.StartAsync(options => options.PassOn = Settings(mail.Port));
        var sending = await service.AskAsync(SendingKind.PassOn, "press-office");

        var received = await mail.NextAsync();

        var text = received.GetProperty("text").GetString()!;
        Assert.Equal("listening@listening.example", received.GetProperty("from").GetString());
        Assert.Equal("press@office.example", Assert.Single(received.GetProperty("to").EnumerateArray()).GetString());
        Assert.Equal($"A post passed on to you by Listening, {service.Item}", received.GetProperty("subject").GetString());
        Assert.Contains(OutgoingService.Why, text, StringComparison.Ordinal);
        Assert.Matches(@"https://listening\.example/base/passed-on/[A-Za-z0-9_-]{43}\s", text);
        Assert.DoesNotContain(ServiceFolder.Canary, received.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("recording", text, StringComparison.OrdinalIgnoreCase);
        var row = await service.WaitAsync(sending, row => row.State == SendingState.Sent, "it is not noted as sent");
        Assert.Equal($"<{row.MessageId}@listening.example>", received.GetProperty("messageId").GetString());
        service.LogsHoldNothing();
    }

    [Fact]
    public async Task A_mail_holds_the_post_where_the_team_may_have_it()
    {
        await using var mail = await MailServer.StartAsync();
        await using var service = await OutgoingService.StartAsync(options => options.PassOn = Settings(mail.Port));
        await service.AskAsync(SendingKind.PassOn, "legal");

        var received = await mail.NextAsync();

        Assert.Contains($"the data protection fee {ServiceFolder.Canary}1", received.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.All(received.GetProperty("headers").EnumerateArray(), header => Assert.DoesNotContain(ServiceFolder.Canary, header.GetString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_link_shows_the_post_after_a_press_and_notes_the_team_until_the_post_is_deleted()
    {
        await using var mail = await MailServer.StartAsync();
        await using var service = await OutgoingService.StartAsync(options => options.PassOn = Settings(mail.Port));
        await service.AskAsync(SendingKind.PassOn, "press-office");
        var link = LinkIn(await mail.NextAsync());
        using var browser = service.Client();

        var opened = await browser.GetStringAsync(link);
        Assert.DoesNotContain(ServiceFolder.Canary, opened, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await ViewsAsync(service));
        Assert.Contains(ServiceFolder.Canary, await ShowAsync(browser, link, opened, HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Equal(1, await ViewsAsync(service));

        using var wrong = await browser.GetAsync(new Uri(link.OriginalString[..^1] + (link.OriginalString[^1] == 'A' ? 'B' : 'A'), UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        service.Time.Shift = TimeSpan.FromHours(121);
        Assert.DoesNotContain(ServiceFolder.Canary, await ShowAsync(browser, link, opened, HttpStatusCode.NotFound), StringComparison.OrdinalIgnoreCase);
        await service.Get<RetentionService>().PurgeAsync(CancellationToken.None);
        using var gone = await browser.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("This link has expired or the post was deleted.", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_was_away_gets_the_mail_once_when_it_is_back()
    {
        var port = LoopbackPorts.Take();
        await using var service = await OutgoingService.StartAsync(options => options.PassOn = Settings(port));
        var sending = await service.AskAsync(SendingKind.PassOn, "press-office");
        var tried = await service.WaitAsync(sending, row => row.Problem is not null, "it was not tried");
        Assert.Equal(SendingState.Waiting, tried.State);
        Assert.StartsWith("The mail server", tried.Problem, StringComparison.Ordinal);

        await using var mail = await MailServer.StartAsync(port);
        var received = await mail.NextAsync();
        var sent = await service.WaitAsync(sending, row => row.State == SendingState.Sent, "it is not noted as sent");

        Assert.Equal((tried.MessageId, null), (sent.MessageId, sent.Problem));
        Assert.Contains(sent.MessageId, received.GetProperty("messageId").GetString(), StringComparison.Ordinal);
        // The next thing that it takes is another mail: this one came once.
        var other = await service.AskAsync(SendingKind.PassOn, "legal");
        var next = await mail.NextAsync();
        Assert.Contains((await service.RowAsync(other))!.MessageId, next.GetProperty("messageId").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_that_is_not_there_is_given_up_and_one_that_is_busy_is_not()
    {
        await using var mail = await MailServer.StartAsync();
        await using var service = await OutgoingService.StartAsync(options => options.PassOn = Settings(mail.Port));
        var refused = await service.AskAsync(SendingKind.PassOn, "nobody");
        var busy = await service.AskAsync(SendingKind.PassOn, "busy");

        await service.WaitAsync(refused, row => row.State == SendingState.Failed, "it was not given up");
        var waiting = await service.WaitAsync(busy, row => row.Problem is not null, "it was not tried");

        Assert.Equal(SendingState.Waiting, waiting.State);
        Assert.NotNull(waiting.NextAttemptAt);
    }

    private static Task<int> ViewsAsync(OutgoingService service) => service.ReadAsync(db =>
        db.AuditEntries.CountAsync(entry => entry.Event == AuditEvents.ItemViewed && entry.Actor == "team:press-office" && entry.Subject == $"item:{service.Item}"));

    private static async Task<string> ShowAsync(HttpClient browser, Uri link, string opened, HttpStatusCode expected)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", FormToken().Match(opened).Groups["token"].Value)]);
        using var shown = await browser.PostAsync(link, form);
        Assert.Equal(expected, shown.StatusCode);
        return await shown.Content.ReadAsStringAsync();
    }

    private static Uri LinkIn(JsonElement mail) => new(Link().Match(mail.GetProperty("text").GetString()!).Groups["link"].Value, UriKind.Relative);

    private static PassOnOptions Settings(int port) => new()
    {
        Mail = new MailServerOptions { From = "listening@listening.example", SmtpHost = "127.0.0.1", SmtpPort = port },
        PublicUrl = new Uri("https://listening.example/base/"),
        Teams = new(StringComparer.Ordinal)
        {
            ["press-office"] = new TeamOptions { Address = "press@office.example" },
            ["legal"] = new TeamOptions { Address = "legal@office.example", IncludeText = true },
            ["nobody"] = new TeamOptions { Address = "refuse@office.example" },
            ["busy"] = new TeamOptions { Address = "defer@office.example" },
        },
    };

    [GeneratedRegex(@"https://listening\.example/base(?<link>/passed-on/\S+)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex FormToken();
}
