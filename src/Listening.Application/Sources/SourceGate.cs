using Listening.Application.Collection;

namespace Listening.Application.Sources;

/// <summary>Whether a source may be read now: somebody has said by what right, and it is not left alone after a failure.</summary>
public sealed class SourceGate(SourcePermissions permissions, SourceHealth health)
{
    /// <summary>True when it may.</summary>
    public async Task<bool> MayReadAsync(ConfiguredSource source, CancellationToken cancellationToken) => await RefusalAsync(source, cancellationToken) is null;

    /// <summary>Why it may not, for staff; null when it may.</summary>
    public async Task<string?> RefusalAsync(ConfiguredSource source, CancellationToken cancellationToken)
    {
        if (!await permissions.MayReadAsync(source, cancellationToken)) return SourcePermissions.Missing;
        return await health.IsLeftAloneAsync(source.Id, cancellationToken) ? "It failed a short while ago and is left alone for now." : null;
    }
}
