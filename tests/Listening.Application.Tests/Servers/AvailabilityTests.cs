using Listening.TestSupport.Servers;
using Xunit;

namespace Listening.Application.Tests.Servers;

public class AvailabilityTests
{
    [Fact]
    public void Runs_a_test_whose_peers_are_all_there() =>
        Assert.Null(Peers.ReasonToSkip([Peer.PostgreSql, Peer.SqlServer], requiresAll: false, _ => null));

    [Theory]
    [InlineData(Peer.PostgreSql)]
    [InlineData(Peer.RabbitMq)]
    [InlineData(Peer.SqlServer)]
    public void Skips_with_the_reason_where_a_peer_is_missing(Peer missing) =>
        Assert.Equal($"no {missing}", Reason(missing, requiresAll: false));

    [Theory]
    [InlineData(Peer.PostgreSql)]
    [InlineData(Peer.RabbitMq)]
    [InlineData(Peer.Chromium)]
    public void Never_skips_a_peer_that_the_machine_promises_to_have(Peer missing) =>
        Assert.Null(Reason(missing, requiresAll: true));

    [Fact]
    public void Skips_an_unnamed_SQL_Server_even_where_everything_else_is_required() =>
        Assert.Equal("no SqlServer", Reason(Peer.SqlServer, requiresAll: true));

    private static string? Reason(Peer missing, bool requiresAll) =>
        Peers.ReasonToSkip(Enum.GetValues<Peer>(), requiresAll, peer => peer == missing ? $"no {peer}" : null);
}
