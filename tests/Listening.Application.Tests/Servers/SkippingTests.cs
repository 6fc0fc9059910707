using Listening.TestSupport.Servers;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Listening.Application.Tests.Servers;

/// <summary>What the runner is told about tests whose class needs a peer.</summary>
public class SkippingTests
{
    [Fact]
    public void A_derived_class_with_a_missing_peer_skips_what_it_inherits()
    {
        var reason = Peers.Missing(Peer.SqlServer);
        foreach (var method in new[] { nameof(Sample.A_fact), nameof(Sample.A_theory) })
        {
            Assert.All(Discover(typeof(SampleOnSqlServer), method), c => Assert.Equal(reason, c.SkipReason));
            Assert.All(Discover(typeof(Sample), method), c => Assert.Null(c.SkipReason));
        }
    }

    private static List<IXunitTestCase> Discover(Type type, string name)
    {
        var method = new TestMethod(
            new TestClass(new TestCollection(new TestAssembly(Reflector.Wrap(type.Assembly)), null, "sample"), Reflector.Wrap(type)),
            Reflector.Wrap(type.GetMethod(name)!));
        var fact = method.Method.GetCustomAttributes(typeof(FactAttribute)).Single();
        var sink = new NullMessageSink();
        IXunitTestCaseDiscoverer discoverer = name == nameof(Sample.A_fact)
            ? new AvailableFactDiscoverer(sink) : new AvailableTheoryDiscoverer(sink);
        var cases = discoverer.Discover(new DefaultOptions(), method, fact).ToList();
        Assert.NotEmpty(cases);
        return cases;
    }

    private sealed class DefaultOptions : ITestFrameworkDiscoveryOptions
    {
        public TValue GetValue<TValue>(string name) => default!;

        public void SetValue<TValue>(string name, TValue value) => throw new NotSupportedException();
    }

    // Nested and private, so that the runner itself does not take them for tests.
#pragma warning disable xUnit1000
    private class Sample
    {
        [AvailableFact]
        public void A_fact() => Assert.NotNull(this);

        [AvailableTheory]
        [InlineData(1)]
        public void A_theory(int number) => Assert.Equal(1, number);
    }

    [Needs(Peer.SqlServer)]
    private sealed class SampleOnSqlServer : Sample;
#pragma warning restore xUnit1000
}
