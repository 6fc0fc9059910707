using Listening.Application.Auditing;
using Listening.Host.Configuration;

namespace Listening.Host.Auditing;

/// <summary>Registers what the running service does with its log beside appending to it.</summary>
internal static class AuditServices
{
    /// <summary>Adds witnesses and the signature at the stop. Comes before whatever appends: services are stopped in reverse.</summary>
    public static IServiceCollection AddListeningAudit(this IServiceCollection services, AuditOptions options)
    {
        if (options.Witness?.Webhook is { } address) services.AddSingleton<IWitness>(provider => new WebhookWitness(address, provider.GetRequiredService<TimeProvider>()));
        if (options.Witness?.Mail is { } mail) services.AddSingleton<IWitness>(new MailWitness(mail));
        if (options.Witness is not null)
        {
            services.AddSingleton<WitnessDelivery>()
                .AddSingleton<ICheckpointWitness>(provider => provider.GetRequiredService<WitnessDelivery>())
                .AddHostedService(provider => provider.GetRequiredService<WitnessDelivery>());
        }

        return services.AddHostedService<SigningAtStop>();
    }
}
