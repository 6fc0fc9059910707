using Listening.Application.Auditing;
using Listening.Host.Configuration;
using Listening.Host.Notices;

namespace Listening.Host.Auditing;

/// <summary>Registers what the running service does with its log beside appending to it.</summary>
internal static class AuditServices
{
    /// <summary>Adds witnesses and the signature at the stop. Comes before whatever appends: services are stopped in reverse.</summary>
    public static IServiceCollection AddListeningAudit(this IServiceCollection services, AuditOptions options)
    {
        if (options.Witness is { } witness)
        {
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WitnessDelivery>(
                    provider, NoticeChannels.Open(witness, provider.GetRequiredService<TimeProvider>())))
                .AddSingleton<ICheckpointWitness>(provider => provider.GetRequiredService<WitnessDelivery>())
                .AddHostedService(provider => provider.GetRequiredService<WitnessDelivery>());
        }

        return services.AddHostedService<SigningAtStop>();
    }
}
