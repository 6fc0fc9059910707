using System.Globalization;
using System.Net.Mail;
using System.Text;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Core.Outgoing;
using Listening.Host.Configuration;
using Listening.Host.Notices;

namespace Listening.Host.Outgoing;

/// <summary>Mails items to teams: words of staff and a link, and the post itself only where the team's setting allows it.</summary>
/// <remarks>Addresses and subject come from the configuration and numbers alone, so that nothing anybody writes reaches a header.</remarks>
internal sealed class PassOnChannel(PassOnOptions options) : ISendingChannel
{
    /// <inheritdoc/>
    public SendingKind Kind => SendingKind.PassOn;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!options.Teams.TryGetValue(message.Target, out var team)) return SendOutcome.Failed("There is no such team in the settings any more.");
        using var mail = new MailMessage(options.Mail.From, team.Address)
        {
            Subject = Number($"A post passed on to you by Listening, {message.ItemId}"),
            SubjectEncoding = Encoding.UTF8,
            Body = BodyOf(message, team.IncludeText).ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
        };
        // The same when it is sent again, so that mail programs show it once.
        mail.Headers.Add("Message-ID", $"<{message.MessageId}@{new MailAddress(options.Mail.From).Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return await SmtpMail.SendAsync(options.Mail, mail, cancellationToken) is not { } problem
            ? SendOutcome.Sent()
            : problem.ForGood ? SendOutcome.Failed(problem.Words) : SendOutcome.TryAgain(problem.Words);
    }

    private string BodyOf(OutgoingMessage message, bool includeText)
    {
        var text = new StringBuilder();
        text.Append(Number($"Post {message.ItemId} was passed on to you.\n\n{message.Words}\n\n"));
        text.Append(Number($"Read it here until {message.DueAt:d MMMM yyyy HH:mm} UTC, when it is deleted:\n{LinkOf(message.Token)}\n"));
        text.Append("Whoever has this link can read the post: do not forward it outside your team.\n");
        if (!includeText) return text.ToString();
        text.Append(Number($"\n----\nSource: {message.SourceName}\nAuthor: {(message.Post.Author.Handle.Length > 0 ? "@" + message.Post.Author.Handle : "not given")}\n"));
        if (message.Post.Url is { } url) text.Append(Number($"Address: {url}\n"));
        return text.Append(Number($"\n{message.Post.Text}\n----\nDelete this mail when the post is deleted.\n")).ToString();
    }

    // The address may have a path, with or without its last slash.
    private string LinkOf(string? token) => $"{options.PublicUrl.AbsoluteUri.TrimEnd('/')}/passed-on/{token}";

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
