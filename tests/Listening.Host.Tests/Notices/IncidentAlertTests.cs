using System.Text.Json;
using Listening.Application.Incidents;
using Listening.Application.Storage;
using Listening.Host.Configuration;
using Listening.Host.Notices;
using Listening.Host.Tests.Serving;
using Listening.TestSupport;
using Listening.TestSupport.Mail;
using Xunit;

namespace Listening.Host.Tests.Notices;

public sealed class IncidentAlertTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);
    private readonly ServiceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whoever_is_configured_is_told_of_an_incident_once_while_the_service_runs_and_again_at_the_next_start()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Otherwise = context => Answer(context, 204);
        await using (var service = await RunningService.StartAsync(Options(server.Address)))
        {
            var book = service.Get<IncidentBook>();
            for (var i = 0; i < 3; i++) await book.OpenAsync(IncidentKind.LogChanged, "log", "It is not as it was written.", CancellationToken.None);
            await Eventually.TrueAsync(() => Task.FromResult(server.Requests.Count > 0), "nothing was sent", _limit);
            await service.Get<IncidentAlerts>().TellAsync(CancellationToken.None);

            var told = JsonDocument.Parse(Assert.Single(server.Requests).Body).RootElement;
            Assert.Equal(("LogChanged", "log", "It is not as it was written."),
                (told.GetProperty("kind").GetString(), told.GetProperty("subject").GetString(), told.GetProperty("problem").GetString()));
        }

        await using var again = await RunningService.StartAsync(Options(server.Address));
        await Eventually.TrueAsync(() => Task.FromResult(server.Requests.Count > 1), "nothing was sent at the next start", _limit);
    }

    [Fact]
    public async Task Whoever_did_not_take_it_is_told_again_and_nobody_twice()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var mail = await MailServer.StartAsync();
        server.Otherwise = context => Answer(context, 503);
        var options = Options(server.Address);
        options.Alerts!.Mail = new MailOptions { From = "alerts@listening.example", To = "duty@listening.example", SmtpHost = "127.0.0.1", SmtpPort = mail.Port };
        await using var service = await RunningService.StartAsync(options);
        await service.Get<IncidentBook>().OpenAsync(IncidentKind.KeyLost, "key:test", "It is gone.", CancellationToken.None);
        Assert.Contains("It is gone.", (await mail.NextAsync()).GetProperty("text").GetString(), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => Task.FromResult(server.Requests.Count > 0), "nothing was sent", _limit);

        server.Otherwise = context => Answer(context, 204);
        Assert.True(await service.Get<IncidentAlerts>().TellAsync(CancellationToken.None));
        var sent = server.Requests.Count;
        Assert.True(await service.Get<IncidentAlerts>().TellAsync(CancellationToken.None));
        Assert.Equal(sent, server.Requests.Count);
    }

    private static Task Answer(Microsoft.AspNetCore.Http.HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private ListeningOptions Options(Uri webhook)
    {
        var options = _folder.Options();
        options.Alerts = new RecipientOptions { Webhook = webhook };
        return options;
    }
}
