using System.Globalization;
using System.Net.Mail;
using System.Text;
using Listening.Application.Foi;
using Listening.Host.Configuration;

namespace Listening.Host.Notices;

/// <summary>Sends the enforcement group's digest on its days, once: counts and links, and nothing of any post or authority.</summary>
internal sealed partial class DigestMail(DigestOptions options, FoiDigest digest, TimeProvider time, ILogger<DigestMail> logger)
{
    /// <summary>Sends it when it is due and was not sent; what a server does not take is tried again the next time.</summary>
    public async Task SendWhenDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (!options.Days.Contains(now.DayOfWeek) || now.Hour < options.Hour) return;
        if (await digest.DueAsync(DateOnly.FromDateTime(now), cancellationToken) is not { } figures) return;
        using var mail = new MailMessage(options.Mail.From, options.Mail.To)
        {
            Subject = Text($"FOI intelligence: {figures.Waiting} posts wait"),
            SubjectEncoding = Encoding.UTF8,
            Body = BodyOf(figures).ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
        };
        // The same when it is sent again, so that mail programs show it once.
        mail.Headers.Add("Message-ID", Text($"<digest-{figures.Day:yyyy-MM-dd}@{new MailAddress(options.Mail.From).Host}>"));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (await SmtpMail.SendAsync(options.Mail, mail, cancellationToken) is { } problem) LogNotSent(problem.Words);
        else await digest.SentAsync(figures.Day, cancellationToken);
    }

    private string BodyOf(DigestFigures figures)
    {
        var text = new StringBuilder();
        text.Append(Text($"Posts that wait: {figures.Waiting}\n"));
        text.Append(Text($"  new since {figures.Since:d MMMM HH:mm} UTC: {figures.Fresh}\n"));
        text.Append(Text($"  deleted within two days: {figures.Leaving}\n{LinkTo("queues/foi-intelligence")}\n\n"));
        text.Append(Text($"Authorities spoken of since: {figures.Authorities}\n"));
        text.Append(Text($"Authorities of concern: {figures.OfConcern}\n{LinkTo("authorities")}\n\n"));
        text.Append(figures.MeetingAt is { } meeting
            ? Text($"Next meeting: {meeting:d MMMM yyyy HH:mm} UTC, authorities on its agenda: {figures.OnAgenda}\n")
            : "No meeting is planned.\n");
        return text.Append(Text($"{LinkTo("meetings")}\n")).ToString();
    }

    private string LinkTo(string path) => $"{options.PublicUrl.AbsoluteUri.TrimEnd('/')}/{path}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The digest could not be sent and is tried again: {Problem}")]
    private partial void LogNotSent(string problem);
}
