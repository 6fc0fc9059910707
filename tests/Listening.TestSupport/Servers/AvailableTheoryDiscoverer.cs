using Xunit.Abstractions;
using Xunit.Sdk;

namespace Listening.TestSupport.Servers;

/// <summary>Finds the cases of <see cref="AvailableTheoryAttribute"/>.</summary>
public sealed class AvailableTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        SkippedCase.For(DiagnosticMessageSink, discoveryOptions, testMethod, theoryAttribute) is { } skipped
            ? [skipped]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}
