using Listening.Host.Configuration;
using Listening.TestSupport.Mail;
using Listening.TestSupport.Webhooks;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>The running service with a real mail server and a case system that verifies what it gets.</summary>
public sealed class ConnectedService : RunningService
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>Where mail goes.</summary>
    public MailServer Mail { get; private set; } = null!;

    /// <summary>Where items are handed over to.</summary>
    public CaseSystem Cases { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        Mail = await MailServer.StartAsync();
        Cases = await CaseSystem.StartAsync(Secret);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Mail.DisposeAsync();
        await Cases.DisposeAsync();
    }

    protected override void Connect(ListeningOptions options)
    {
        options.PassOn = new PassOnOptions
        {
            Mail = new MailServerOptions { From = "listening@listening.example", SmtpHost = "127.0.0.1", SmtpPort = Mail.Port },
            PublicUrl = new Uri("https://listening.example/"),
            Teams = new() { ["press-office"] = new TeamOptions { Address = "press@office.example" } },
        };
        options.HandOver = new HandOverOptions { Webhook = Cases.Address, Secrets = [Secret], AllowedReferencePattern = "IC-[0-9]{4,6}" };
    }
}
