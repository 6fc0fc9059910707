using Listening.TestSupport.AtProto;

namespace Listening.TestSupport.Servers;

/// <summary>Which peers this machine has.</summary>
public static class Peers
{
    private const string Require = "LISTENING_TESTS_REQUIRE";
    private const string SqlServer = "LISTENING_TEST_SQLSERVER";

    /// <summary>The connection string of the SQL Server to test on, or null.</summary>
    public static string? SqlServerConnectionString => Environment.GetEnvironmentVariable(SqlServer) is { Length: > 0 } value ? value : null;

    /// <summary>The browser's program, or null. <c>LISTENING_TEST_CHROMIUM</c> names another than the installed one.</summary>
    public static string? ChromiumProgram =>
        Environment.GetEnvironmentVariable("LISTENING_TEST_CHROMIUM") is { Length: > 0 } named ? named
            : Programs.Find("chromium") ?? Programs.Find("chromium-browser") ?? Programs.Find("google-chrome");

    /// <summary>Why a test that needs these peers is to be skipped; null when it is to run.</summary>
    /// <remarks>
    /// With <c>LISTENING_TESTS_REQUIRE=all</c> only SQL Server can be missing: a peer that should be there and is not
    /// must fail the test, not hide it.
    /// </remarks>
    public static string? ReasonToSkip(IEnumerable<Peer> peers) => ReasonToSkip(peers, RequiresAll(), Missing);

    /// <summary>The rule itself: the first reason among the peers whose absence may be skipped.</summary>
    /// <param name="peers">What the test needs.</param>
    /// <param name="requiresAll">Whether this machine promises to have everything but SQL Server.</param>
    /// <param name="missing">Why a peer is missing, or null.</param>
    public static string? ReasonToSkip(IEnumerable<Peer> peers, bool requiresAll, Func<Peer, string?> missing) =>
        peers.Where(peer => !requiresAll || peer is Peer.SqlServer).Select(missing).FirstOrDefault(reason => reason is not null);

    /// <summary>What is missing for a peer, as a sentence; null when it is there.</summary>
    public static string? Missing(Peer peer) => peer switch
    {
        Peer.PostgreSql => PostgresFolder.FindProgram("postgres") is null ? "PostgreSQL is not installed." : null,
        Peer.RabbitMq => RabbitMqFolder.FindServer() is null || RabbitMqFolder.FindErlang("epmd") is null
            ? "RabbitMQ is not installed." : null,
        Peer.SqlServer => SqlServerConnectionString is null ? $"{SqlServer} names no SQL Server." : null,
        Peer.Redis => Programs.Find("redis-server") is null ? "Redis is not installed." : null,
        Peer.Chromium => ChromiumProgram is null ? "Chromium is not installed." : null,
        Peer.AtProto => Missing(Peer.PostgreSql) ?? Missing(Peer.Redis) ?? AtProtoInstallation.Missing,
        _ => throw new ArgumentOutOfRangeException(nameof(peer), peer, "Not a peer."),
    };

    private static bool RequiresAll() => Environment.GetEnvironmentVariable(Require) switch
    {
        null or "" => false,
        "all" => true,
        var other => throw new InvalidOperationException($"{Require} is \"{other}\"; accepted is \"all\" or nothing."),
    };
}
