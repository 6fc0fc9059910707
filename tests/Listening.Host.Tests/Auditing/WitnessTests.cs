using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Auditing;
using Listening.Host.Auditing;
using Listening.Host.Configuration;
using Listening.Host.Notices;
using Listening.Host.Tests.Serving;
using Listening.TestSupport;
using Listening.TestSupport.Mail;
using Listening.TestSupport.Servers;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Host.Tests.Auditing;

public sealed class WitnessTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);
    private readonly ServiceFolder _folder = new();
    private readonly LogSigningKey _key = LogSigningKey.Create();

    private LogCheckpoint Checkpoint => _key.Sign(1234, new byte[32], new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc));

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_webhook_gets_what_the_running_service_signs_at_its_start_and_at_its_stop()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Otherwise = context => Answer(context, 204);
        await using (await RunningService.StartAsync(Options(new Uri(server.Address, "log"))))
            await Eventually.TrueAsync(() => Task.FromResult(server.Requests.Count > 0), "nothing was sent", _limit);

        Assert.All(server.Requests, request => Assert.Equal(("POST", "/log", "application/json"), (request.Method, request.Path, request.Headers["Content-Type"])));
        var outside = new CheckpointFolder(_folder.PathOf("checkpoints"));
        var sent = server.Requests.Select(request => LogCheckpoint.Read(request.Body)!).ToList();
        Assert.All(sent, checkpoint => Assert.True(Assert.Single(outside.Keys()).Signed(checkpoint)));
        Assert.Equal(outside.Last()!.Size, sent[^1].Size);
    }

    [Fact]
    public async Task A_webhook_that_never_answers_holds_up_neither_purge_nor_start()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Otherwise = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

        await using var service = await RunningService.StartAsync(Options(server.Address));
        await service.ReadyAsync();

        Assert.NotEmpty(new CheckpointFolder(_folder.PathOf("checkpoints")).Read());
        Assert.Equal(0, await service.ReadAsync(db => db.AuditEntries.CountAsync(entry => entry.Event == AuditEvents.WitnessFailed)));
    }

    [Fact]
    public async Task An_outage_is_one_entry_however_long_it_lasts_and_its_end_another()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Otherwise = context => Answer(context, 204);
        await using var service = await RunningService.StartAsync(Options(server.Address));
        var delivery = service.Get<WitnessDelivery>();
        await Eventually.TrueAsync(() => Task.FromResult(server.Requests.Count > 0), "nothing was sent", _limit);

        server.Otherwise = context => Answer(context, 503);
        for (var i = 0; i < 3; i++) await delivery.DeliverAsync(Checkpoint, CancellationToken.None);
        // Another process, or this one started again, goes on with the same outage.
        await new WitnessDelivery(NoticeChannels.Open(new RecipientOptions { Webhook = server.Address }, TimeProvider.System), service.Get<IDbContextFactory<ListeningDbContext>>(), TimeProvider.System, service.Get<Microsoft.Extensions.Logging.ILogger<WitnessDelivery>>())
            .DeliverAsync(Checkpoint, CancellationToken.None);
        server.Otherwise = context => Answer(context, 204);
        for (var i = 0; i < 2; i++) await delivery.DeliverAsync(Checkpoint, CancellationToken.None);

        var entries = await service.ReadAsync(db => db.AuditEntries.Where(entry => entry.Subject == "witness:webhook").OrderBy(entry => entry.Index).ToListAsync());
        Assert.Equal([(AuditEvents.WitnessFailed, "The server answered 503."), (AuditEvents.WitnessAnswered, "It takes checkpoints again.")], entries.Select(entry => (entry.Event, entry.Reason)));
    }

    [Fact]
    public async Task A_mailbox_gets_the_checkpoint_and_says_when_it_does_not_take_it()
    {
        await using var server = await MailServer.StartAsync();

        Assert.Null(await Mail(server.Port, "auditor@audit.example").SendAsync(WitnessDelivery.NoticeOf(Checkpoint), CancellationToken.None));
        var mail = await server.NextAsync();
        Assert.Equal("log@listening.example", mail.GetProperty("from").GetString());
        Assert.Equal("auditor@audit.example", mail.GetProperty("to")[0].GetString());
        Assert.Equal("Log checkpoint: 1234 entries, 2026-03-10 12:00:00 UTC", mail.GetProperty("subject").GetString());
        var json = mail.GetProperty("text").GetString()!.Split('\n').Single(line => line.StartsWith('{'));
        Assert.True(_key.Public.Signed(LogCheckpoint.Read(System.Text.Encoding.UTF8.GetBytes(json))!));

        Assert.Equal("The mail server did not take it (MailboxUnavailable).", await Mail(server.Port, "refused@audit.example").SendAsync(WitnessDelivery.NoticeOf(Checkpoint), CancellationToken.None));
        Assert.Contains("did not take it", await Mail(server.Port, "deferred@audit.example").SendAsync(WitnessDelivery.NoticeOf(Checkpoint), CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_or_cannot_encrypt_is_a_sentence()
    {
        Assert.Equal("The mail server did not take it (GeneralFailure).", await Mail(LoopbackPorts.Take(), "auditor@audit.example").SendAsync(WitnessDelivery.NoticeOf(Checkpoint), CancellationToken.None));
        await using var server = await MailServer.StartAsync();
        var encrypted = new MailChannel(new MailOptions { From = "log@listening.example", To = "auditor@audit.example", SmtpHost = "127.0.0.1", SmtpPort = server.Port, StartTls = true });
        Assert.NotNull(await encrypted.SendAsync(WitnessDelivery.NoticeOf(Checkpoint), CancellationToken.None));
    }

    private static MailChannel Mail(int port, string to) =>
        new(new MailOptions { From = "log@listening.example", To = to, SmtpHost = "127.0.0.1", SmtpPort = port });

    private static Task Answer(Microsoft.AspNetCore.Http.HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private ListeningOptions Options(Uri webhook)
    {
        _folder.Record(1, 3);
        var options = _folder.Options();
        options.Audit = new AuditOptions
        {
            SigningKeyFolder = _folder.PathOf("signing"),
            CheckpointFolder = _folder.PathOf("checkpoints"),
            Witness = new RecipientOptions { Webhook = webhook },
        };
        return options;
    }
}
