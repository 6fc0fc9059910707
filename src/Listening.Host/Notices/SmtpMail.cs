using System.Globalization;
using System.Net;
using System.Net.Mail;
using Listening.Host.Configuration;

namespace Listening.Host.Notices;

/// <summary>Sends mail through a configured server.</summary>
internal static class SmtpMail
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Sends a mail.</summary>
    /// <returns>Null when the server took it; else why not.</returns>
    public static async Task<MailProblem?> SendAsync(MailServerOptions options, MailMessage message, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        using var client = new SmtpClient(options.SmtpHost, options.SmtpPort) { EnableSsl = options.StartTls };
        if (options.UserName is not null) client.Credentials = new NetworkCredential(options.UserName, options.Password);
        try
        {
            await client.SendMailAsync(message, limit.Token);
            return null;
        }
        catch (SmtpException refused)
        {
            return new MailProblem(string.Create(CultureInfo.InvariantCulture, $"The mail server did not take it ({refused.StatusCode})."), IsForGood(refused.StatusCode));
        }
        catch (Exception away) when (away is IOException or System.Security.Authentication.AuthenticationException)
        {
            return new MailProblem($"The mail server could not be used ({away.GetType().Name}).");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MailProblem("The mail server did not answer in 20 seconds.");
        }
    }

    // What no waiting helps against: no such mailbox, a name that is not allowed, refused altogether.
    private static bool IsForGood(SmtpStatusCode code) => code
        is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.TransactionFailed;
}

/// <summary>Why a mail was not taken.</summary>
/// <param name="Words">For people, without addresses.</param>
/// <param name="ForGood">True when no waiting helps.</param>
internal sealed record MailProblem(string Words, bool ForGood = false);
