using Listening.Application.Incidents;
using Listening.Host.Configuration;

namespace Listening.Host.Notices;

/// <summary>Registers who is told of incidents, and of what waits.</summary>
internal static class AlertServices
{
    /// <summary>Adds the enforcement group's digest when it is configured.</summary>
    public static IServiceCollection AddListeningDigest(this IServiceCollection services, DigestOptions? options) =>
        options is null ? services : services.AddSingleton(options).AddSingleton<DigestMail>();

    /// <summary>Adds the alerts when a channel for them is configured.</summary>
    public static IServiceCollection AddListeningAlerts(this IServiceCollection services, RecipientOptions? options)
    {
        if (options is null) return services;
        return services
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<IncidentAlerts>(
                provider, NoticeChannels.Open(options, provider.GetRequiredService<TimeProvider>()), new Func<IncidentBook>(provider.GetRequiredService<IncidentBook>)))
            .AddSingleton<IIncidentListener>(provider => provider.GetRequiredService<IncidentAlerts>())
            .AddHostedService(provider => provider.GetRequiredService<IncidentAlerts>());
    }
}
