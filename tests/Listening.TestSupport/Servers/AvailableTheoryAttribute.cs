using Xunit;
using Xunit.Sdk;

namespace Listening.TestSupport.Servers;

/// <summary>A theory that is skipped as <see cref="AvailableFactAttribute"/> says.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Listening.TestSupport.Servers.AvailableTheoryDiscoverer", "Listening.TestSupport")]
public sealed class AvailableTheoryAttribute(params Peer[] peers) : TheoryAttribute
{
    /// <summary>The peers this test needs besides its class's.</summary>
    public IReadOnlyList<Peer> Peers { get; } = peers;
}
