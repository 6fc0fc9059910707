using Listening.Host.Configuration;

namespace Listening.Host.Notices;

/// <summary>The configured ways of telling somebody.</summary>
internal static class NoticeChannels
{
    /// <summary>One channel for each that is configured.</summary>
    public static IReadOnlyList<INoticeChannel> Open(RecipientOptions? options, TimeProvider time)
    {
        var channels = new List<INoticeChannel>();
        if (options?.Webhook is { } address) channels.Add(new WebhookChannel(address, time));
        if (options?.Mail is { } mail) channels.Add(new MailChannel(mail));
        return channels;
    }
}
