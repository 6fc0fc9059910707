namespace Listening.TestSupport.Servers;

/// <summary>A program outside the service that a test needs.</summary>
public enum Peer
{
    /// <summary>A PostgreSQL server that the test starts itself.</summary>
    PostgreSql,

    /// <summary>A RabbitMQ broker that the test starts itself.</summary>
    RabbitMq,

    /// <summary>A SQL Server that <c>LISTENING_TEST_SQLSERVER</c> names by a connection string.</summary>
    SqlServer,

    /// <summary>A Redis server that the test starts itself.</summary>
    Redis,

    /// <summary>A Chromium or Chrome browser.</summary>
    Chromium,

    /// <summary>An AT Protocol network from npm, with its PostgreSQL and Redis, that the test starts itself.</summary>
    AtProto,
}
