using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.Host.Configuration;
using Listening.Host.Notices;
using Listening.Host.Tests.Serving;
using Listening.TestSupport.Mail;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Host.Tests.Notices;

public sealed class DigestMailTests : IDisposable
{
    private readonly ServiceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Is_sent_once_on_its_day_with_counts_and_links_alone()
    {
        await using var mail = await MailServer.StartAsync();
        await using var service = await RunningService.StartAsync(Options(mail.Port, Enum.GetValues<DayOfWeek>()));
        await AddAsync(service);
        var digest = service.Get<DigestMail>();

        await digest.SendWhenDueAsync(CancellationToken.None);
        await digest.SendWhenDueAsync(CancellationToken.None);

        var sent = await mail.NextAsync();
        var text = sent.GetProperty("text").GetString()!;
        Assert.Contains("Posts that wait: 1\n", text, StringComparison.Ordinal);
        Assert.Contains("deleted within two days: 1\nhttps://listening.example/app/queues/foi-intelligence", text, StringComparison.Ordinal);
        Assert.Contains("Authorities of concern: 1\nhttps://listening.example/app/authorities", text, StringComparison.Ordinal);
        Assert.Contains("authorities on its agenda: 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ambleford", sent.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(service));
    }

    [Fact]
    public async Task Is_not_sent_on_another_day()
    {
        await using var mail = await MailServer.StartAsync();
        await using var service = await RunningService.StartAsync(Options(mail.Port, [.. Enum.GetValues<DayOfWeek>().Where(day => day != TimeProvider.System.GetUtcNow().DayOfWeek && day != TimeProvider.System.GetUtcNow().AddMinutes(5).DayOfWeek)]));

        await service.Get<DigestMail>().SendWhenDueAsync(CancellationToken.None);

        Assert.Equal(0, await CountAsync(service));
    }

    [Fact]
    public async Task Is_tried_again_when_no_server_took_it()
    {
        int port;
        await using (var gone = await MailServer.StartAsync()) port = gone.Port;
        await using var service = await RunningService.StartAsync(Options(port, Enum.GetValues<DayOfWeek>()));

        await service.Get<DigestMail>().SendWhenDueAsync(CancellationToken.None);

        Assert.Equal(0, await CountAsync(service));
    }

    private static async Task AddAsync(RunningService service)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await using var db = await service.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        foreach (var (id, queue) in new[] { (900_001, TriageQueue.FoiIntelligence), (900_002, TriageQueue.Enquiry) })
            db.TriageItems.Add(new TriageItemRow { PostId = id, Queue = queue, RuleId = "none", RuleSetVersion = "1", Reasons = [1], RoutedAt = now, DueAt = now.AddDays(1), SourceId = 1 });
        db.Authorities.Add(new AuthorityRow { Name = "Ambleford Borough Council", ChangedAt = now, Status = Application.Foi.AuthorityStatus.OfConcern });
        var meeting = new MeetingRow { HeldAt = now.AddDays(3), AddedBy = "1", AddedAt = now };
        db.Meetings.Add(meeting);
        await db.SaveChangesAsync();
        db.MeetingAuthorities.Add(new MeetingAuthorityRow { MeetingId = meeting.Id, AuthorityId = 1, AddedBy = "1", AddedAt = now });
        await db.SaveChangesAsync();
    }

    private static async Task<int> CountAsync(RunningService service)
    {
        await using var db = await service.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        return await db.AuditEntries.CountAsync(entry => entry.Event == "digest.sent");
    }

    private ListeningOptions Options(int port, IEnumerable<DayOfWeek> days)
    {
        var options = _folder.Options();
        options.Digest = new DigestOptions
        {
            Days = [.. days],
            Hour = 0,
            PublicUrl = new Uri("https://listening.example/app/"),
            Mail = new MailOptions { From = "digest@listening.example", To = "foi@listening.example", SmtpHost = "127.0.0.1", SmtpPort = port },
        };
        return options;
    }
}
