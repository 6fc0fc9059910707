using Xunit.Abstractions;
using Xunit.Sdk;

namespace Listening.TestSupport.Servers;

/// <summary>Finds the cases of <see cref="AvailableFactAttribute"/>.</summary>
public sealed class AvailableFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        SkippedCase.For(DiagnosticMessageSink, discoveryOptions, testMethod, factAttribute)
            ?? base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
}
