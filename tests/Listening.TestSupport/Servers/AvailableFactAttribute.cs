using Xunit;
using Xunit.Sdk;

namespace Listening.TestSupport.Servers;

/// <summary>
/// A fact that shows as skipped, with the reason, where a peer it needs is not there: those named here and those of
/// the class's <see cref="NeedsAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Listening.TestSupport.Servers.AvailableFactDiscoverer", "Listening.TestSupport")]
public sealed class AvailableFactAttribute(params Peer[] peers) : FactAttribute
{
    /// <summary>The peers this test needs besides its class's.</summary>
    public IReadOnlyList<Peer> Peers { get; } = peers;
}
