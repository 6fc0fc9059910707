using Listening.TestSupport.AtProto;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>The network that the tests of this collection share, started by the first that needs it.</summary>
public sealed class AtProtoFixture : IAsyncLifetime
{
    private readonly Lazy<Task<AtProtoNetwork>> network = new(AtProtoNetwork.StartAsync);

    public Task<AtProtoNetwork> NetworkAsync() => network.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (network is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await network.Value).DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class AtProtoTests : ICollectionFixture<AtProtoFixture>
{
    public const string Name = "AT Protocol network";
}
