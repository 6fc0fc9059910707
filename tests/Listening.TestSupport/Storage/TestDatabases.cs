namespace Listening.TestSupport.Storage;

/// <summary>Makes a new database of one provider: what a class of storage tests is told by its derived classes.</summary>
public static class TestDatabases
{
    /// <summary>A SQLite file.</summary>
    public static Task<TestDatabase> SqliteAsync() => Task.FromResult<TestDatabase>(new SqliteTestDatabase());

    /// <summary>A database of the shared PostgreSQL server.</summary>
    public static async Task<TestDatabase> PostgreSqlAsync() => await PostgreSqlTestDatabase.CreateAsync();

    /// <summary>A database of a PostgreSQL server of its own, for byte scans.</summary>
    public static async Task<TestDatabase> PostgreSqlAloneAsync() => await PostgreSqlTestDatabase.CreateAloneAsync();

    /// <summary>A database of the named SQL Server.</summary>
    public static Task<TestDatabase> SqlServerAsync() => Task.FromResult<TestDatabase>(new SqlServerTestDatabase());
}
