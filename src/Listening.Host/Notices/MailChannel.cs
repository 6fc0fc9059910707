using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text;
using Listening.Host.Configuration;

namespace Listening.Host.Notices;

/// <summary>Mails notices to a configured mailbox.</summary>
internal sealed class MailChannel(MailOptions options) : INoticeChannel
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public string Name => "mail";

    public async Task<string?> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        using var client = new SmtpClient(options.SmtpHost, options.SmtpPort) { EnableSsl = options.StartTls };
        if (options.UserName is not null) client.Credentials = new NetworkCredential(options.UserName, options.Password);
        using var message = new MailMessage(options.From, options.To)
        {
            Subject = notice.Subject,
            Body = $"{notice.Text}\r\n\r\n{Encoding.UTF8.GetString(notice.Json.Span)}\r\n",
            BodyEncoding = Encoding.UTF8,
        };
        try
        {
            await client.SendMailAsync(message, limit.Token);
            return null;
        }
        catch (SmtpException refused)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The mail server did not take it ({refused.StatusCode}).");
        }
        catch (Exception away) when (away is IOException or System.Security.Authentication.AuthenticationException)
        {
            return $"The mail server could not be used ({away.GetType().Name}).";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "The mail server did not answer in 20 seconds.";
        }
    }
}
