using Xunit.Abstractions;
using Xunit.Sdk;

namespace Listening.TestSupport.Servers;

/// <summary>The case that stands for a test whose peers are missing.</summary>
internal static class SkippedCase
{
    /// <summary>A skipped case with its reason, or null when the test is to run.</summary>
    public static XunitTestCase? For(
        IMessageSink diagnostics, ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo attribute)
    {
        var named = attribute.GetNamedArgument<IReadOnlyList<Peer>>(nameof(AvailableFactAttribute.Peers));
        var ofClass = method.TestClass.Class.GetCustomAttributes(typeof(NeedsAttribute))
            .SelectMany(needs => needs.GetNamedArgument<IReadOnlyList<Peer>>(nameof(NeedsAttribute.Peers)));
        return Peers.ReasonToSkip(named.Concat(ofClass)) is { } reason
            ? new XunitSkippedDataRowTestCase(
                diagnostics, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, reason)
            : null;
    }
}
