using System.Net.Mail;
using System.Text;
using Listening.Host.Configuration;

namespace Listening.Host.Notices;

/// <summary>Mails notices to a configured mailbox.</summary>
internal sealed class MailChannel(MailOptions options) : INoticeChannel
{
    public string Name => "mail";

    public async Task<string?> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        using var message = new MailMessage(options.From, options.To)
        {
            Subject = notice.Subject,
            Body = $"{notice.Text}\r\n\r\n{Encoding.UTF8.GetString(notice.Json.Span)}\r\n",
            BodyEncoding = Encoding.UTF8,
        };
        return (await SmtpMail.SendAsync(options, message, cancellationToken))?.Words;
    }
}
