using Listening.Application.Outgoing;
using Listening.Host.Configuration;

namespace Listening.Host.Outgoing;

/// <summary>Registers what may leave the service.</summary>
internal static class OutgoingServices
{
    /// <summary>What the settings allow, for whoever asks for something to be sent.</summary>
    public static OutgoingSettings SettingsOf(ListeningOptions options) => new()
    {
        Teams = [.. (options.PassOn?.Teams ?? []).Select(team => new PassOnTeam(team.Key, team.Value.IncludeText)).OrderBy(team => team.Name, StringComparer.Ordinal)],
        HandsOver = options.HandOver is not null,
        DeletesAfterHandOver = options.HandOver?.DeleteAfter == HandOverDeletion.AtOnce,
        ReferencePattern = options.HandOver?.AllowedReferencePattern is { } pattern ? OutgoingRules.PatternOf(pattern) : null,
        RepliesNeedApproval = options.Replies.NeedsApproval,
    };

    /// <summary>Adds the channels that are configured, and what sends through them.</summary>
    public static IServiceCollection AddListeningSendings(this IServiceCollection services, ListeningOptions options)
    {
        if (options.PassOn is { } passOn) services.AddSingleton<ISendingChannel>(new PassOnChannel(passOn));
        if (options.HandOver is { } handOver)
            services.AddSingleton<ISendingChannel>(provider => ActivatorUtilities.CreateInstance<HandOverChannel>(provider, handOver));
        return services.AddHostedService<SendingPump>();
    }
}
