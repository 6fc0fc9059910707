using System.Text.Json;
using Listening.Application.Storage;

namespace Listening.Storage.SqlServer;

/// <summary>SQL Server: whole batches as one JSON parameter. Range locks on the looked-up keys (HOLDLOCK) make "insert when absent" hold between two writers.</summary>
public sealed class SqlServerDialect : IStorageDialect
{
    private const string InsertPosts = """
        SET NOCOUNT ON;
        DECLARE @new TABLE ([SourceId] int,[IdHash] varbinary(16));
        DECLARE @posts TABLE ([Id] bigint,[SourceId] int,[IdHash] varbinary(16));
        INSERT INTO [KnownPosts] ([SourceId],[IdHash],[PostId],[LastSeenAt])
        OUTPUT inserted.[SourceId],inserted.[IdHash] INTO @new
        SELECT n.[SourceId],n.[IdHash],0,CAST(CAST(MIN(n.[CollectedAt]) AS date) AS datetime2)
        FROM OPENJSON(@rows) WITH ([SourceId] int,[IdHash] varbinary(16),[CollectedAt] datetime2) n
        WHERE NOT EXISTS (SELECT 1 FROM [KnownPosts] k WITH (UPDLOCK,HOLDLOCK) WHERE k.[SourceId]=n.[SourceId] AND k.[IdHash]=n.[IdHash])
        GROUP BY n.[SourceId],n.[IdHash];
        INSERT INTO [Posts] ([SourceId],[IdHash],[ContentHash],[Content],[KeyId],[CollectedAt],[DueAt],[Revision],
            [LinkHash],[AuthorHash],[Rule],[RulesVersion],[Holds])
        OUTPUT inserted.[Id],inserted.[SourceId],inserted.[IdHash] INTO @posts
        SELECT n.[SourceId],n.[IdHash],n.[ContentHash],n.[Content],n.[KeyId],n.[CollectedAt],n.[DueAt],n.[Revision],
            n.[LinkHash],n.[AuthorHash],n.[Rule],n.[RulesVersion],0
        FROM OPENJSON(@rows) WITH ([SourceId] int,[IdHash] varbinary(16),[ContentHash] varbinary(16),[Content] varbinary(max),
            [KeyId] bigint,[CollectedAt] datetime2,[DueAt] datetime2,[Revision] int,
            [LinkHash] varbinary(16),[AuthorHash] varbinary(16),[Rule] int,[RulesVersion] int) n
        JOIN @new w ON w.[SourceId]=n.[SourceId] AND w.[IdHash]=n.[IdHash];
        UPDATE k SET [PostId]=p.[Id] FROM [KnownPosts] k JOIN @posts p ON p.[SourceId]=k.[SourceId] AND p.[IdHash]=k.[IdHash];
        SELECT [Id],[SourceId],[IdHash] FROM @posts;
        """;

    private const string InsertMatches = """
        INSERT INTO [Matches] ([PostId],[SearchId],[SearchVersion])
        SELECT n.[PostId],n.[SearchId],n.[SearchVersion]
        FROM OPENJSON(@rows) WITH ([PostId] bigint,[SearchId] int,[SearchVersion] int) n
        WHERE EXISTS (SELECT 1 FROM [Posts] p WITH (REPEATABLEREAD) WHERE p.[Id]=n.[PostId])
          AND NOT EXISTS (SELECT 1 FROM [Matches] m WITH (UPDLOCK,HOLDLOCK) WHERE m.[PostId]=n.[PostId] AND m.[SearchId]=n.[SearchId])
        """;

    private const string InsertItems = """
        INSERT INTO [TriageItems] ([PostId],[Queue],[Confidence],[RuleId],[RuleSetVersion],[Reasons],[Revision],[RoutedAt],
            [DueAt],[SourceId],[Lang],[State],[Version])
        OUTPUT inserted.[PostId]
        SELECT n.[PostId],n.[Queue],n.[Confidence],n.[RuleId],n.[RuleSetVersion],n.[Reasons],n.[Revision],n.[RoutedAt],
            n.[DueAt],n.[SourceId],n.[Lang],0,0
        FROM OPENJSON(@rows) WITH ([PostId] bigint,[Queue] int,[Confidence] real,[RuleId] nvarchar(64),[RuleSetVersion] nvarchar(32),
            [Reasons] varbinary(max),[Revision] int,[RoutedAt] datetime2,
            [DueAt] datetime2,[SourceId] int,[Lang] nvarchar(16)) n
        WHERE EXISTS (SELECT 1 FROM [Posts] p WITH (REPEATABLEREAD) WHERE p.[Id]=n.[PostId])
          AND NOT EXISTS (SELECT 1 FROM [TriageItems] t WITH (UPDLOCK,HOLDLOCK) WHERE t.[PostId]=n.[PostId])
        """;

    private const string AddCounts = """
        MERGE [TriageCounts] WITH (HOLDLOCK) t
        USING (SELECT [Day],[Queue],[SearchId],[Kind],SUM([Count]) AS [Count]
               FROM OPENJSON(@rows) WITH ([Day] date,[Queue] int,[SearchId] int,[Kind] int,[Count] int) GROUP BY [Day],[Queue],[SearchId],[Kind]) n
        ON t.[Day]=n.[Day] AND t.[Queue]=n.[Queue] AND t.[SearchId]=n.[SearchId] AND t.[Kind]=n.[Kind]
        WHEN MATCHED THEN UPDATE SET [Count]=t.[Count]+n.[Count]
        WHEN NOT MATCHED THEN INSERT ([Day],[Queue],[SearchId],[Kind],[Count]) VALUES (n.[Day],n.[Queue],n.[SearchId],n.[Kind],n.[Count]);
        """;

    private const string AddAuthorityCounts = """
        MERGE [AuthorityCounts] WITH (HOLDLOCK) t
        USING (SELECT [Day],[AuthorityId],[Kind],SUM([Count]) AS [Count]
               FROM OPENJSON(@rows) WITH ([Day] date,[AuthorityId] int,[Kind] int,[Count] int) GROUP BY [Day],[AuthorityId],[Kind]) n
        ON t.[Day]=n.[Day] AND t.[AuthorityId]=n.[AuthorityId] AND t.[Kind]=n.[Kind]
        WHEN MATCHED THEN UPDATE SET [Count]=t.[Count]+n.[Count]
        WHEN NOT MATCHED THEN INSERT ([Day],[AuthorityId],[Kind],[Count]) VALUES (n.[Day],n.[AuthorityId],n.[Kind],n.[Count]);
        """;

    private const string AddAttention = """
        MERGE [Attention] WITH (HOLDLOCK) t
        USING (SELECT [AuthorHash],[Day],SUM([Captures]) AS [Captures],SUM([Views]) AS [Views]
               FROM OPENJSON(@rows) WITH ([AuthorHash] varbinary(16),[Day] date,[Captures] int,[Views] int) GROUP BY [AuthorHash],[Day]) n
        ON t.[AuthorHash]=n.[AuthorHash] AND t.[Day]=n.[Day]
        WHEN MATCHED THEN UPDATE SET [Captures]=t.[Captures]+n.[Captures],[Views]=t.[Views]+n.[Views]
        WHEN NOT MATCHED THEN INSERT ([AuthorHash],[Day],[Captures],[Views]) VALUES (n.[AuthorHash],n.[Day],n.[Captures],n.[Views]);
        """;

    private const string ClaimDue = """
        SELECT TOP (@limit) p.[Id],p.[SourceId],p.[CollectedAt],p.[DueAt],p.[Rule],p.[RulesVersion],p.[LinkHash],t.[Queue]
        FROM [Posts] p WITH (UPDLOCK,READPAST,ROWLOCK) LEFT JOIN [TriageItems] t ON t.[PostId]=p.[Id]
        WHERE p.[Holds]=0 AND p.[DueAt]<=@now ORDER BY p.[DueAt],p.[Id]
        """;

    /// <inheritdoc/>
    public string Name => "SqlServer";

    /// <inheritdoc/>
    public string NumbersFromJson => "SELECT CAST([value] AS bigint) FROM OPENJSON({0})";

    /// <inheritdoc/>
    public async Task<long[]> InsertPostsAsync(ListeningDbContext db, IReadOnlyList<PostRow> posts, CancellationToken cancellationToken)
    {
        if (posts.Count == 0) return [];
        using var command = db.CreateCommand(InsertPosts);
        command.AddParameter("@rows", JsonSerializer.Serialize(posts));
        var inserted = new Dictionary<(int, string), long>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                inserted[(reader.GetInt32(1), Convert.ToHexString((byte[])reader.GetValue(2)))] = reader.GetInt64(0);
        }

        return [.. posts.Select(post => inserted.GetValueOrDefault((post.SourceId, Convert.ToHexString(post.IdHash))))];
    }

    /// <inheritdoc/>
    public Task InsertMatchesAsync(ListeningDbContext db, IReadOnlyList<MatchRow> matches, CancellationToken cancellationToken) =>
        InsertAsync(db, InsertMatches, matches, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> InsertItemsAsync(ListeningDbContext db, IReadOnlyList<TriageItemRow> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0) return [];
        using var command = db.CreateCommand(InsertItems);
        command.AddParameter("@rows", JsonSerializer.Serialize(items));
        var inserted = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) inserted.Add(reader.GetInt64(0));
        return inserted;
    }

    /// <inheritdoc/>
    public Task AddCountsAsync(ListeningDbContext db, IReadOnlyList<TriageCountRow> counts, CancellationToken cancellationToken) =>
        InsertAsync(db, AddCounts, counts, cancellationToken);

    /// <inheritdoc/>
    public Task AddAuthorityCountsAsync(ListeningDbContext db, IReadOnlyList<AuthorityCountRow> counts, CancellationToken cancellationToken) =>
        InsertAsync(db, AddAuthorityCounts, counts, cancellationToken);

    /// <inheritdoc/>
    public Task AddAttentionAsync(ListeningDbContext db, IReadOnlyList<AttentionRow> rows, CancellationToken cancellationToken) =>
        InsertAsync(db, AddAttention, rows, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DuePost>> ClaimDueAsync(ListeningDbContext db, DateTime now, int limit, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(ClaimDue);
        command.AddParameter("@now", now);
        command.AddParameter("@limit", limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return DuePost.ReadAll(reader);
    }

    /// <inheritdoc/>
    public Task PrepareDatabaseAsync(ListeningDbContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    /// <remarks>Writers of other rows do not wait for a batch here.</remarks>
    public Task RestAsync(ListeningDbContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    /// <remarks>Cleans the ghost records of deleted rows. Log backups are the operator's: docs/operations.md.</remarks>
    public async Task EraseFreedAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        await using var connection = new Microsoft.Data.SqlClient.SqlConnection(
            Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetConnectionString(db.Database));
        await connection.OpenAsync(cancellationToken);
        await using var command = new Microsoft.Data.SqlClient.SqlCommand("DECLARE @name sysname = DB_NAME(); EXEC sp_clean_db_free_space @name", connection);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<int> InsertAsync<T>(ListeningDbContext db, string sql, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return 0;
        using var command = db.CreateCommand(sql);
        command.AddParameter("@rows", JsonSerializer.Serialize(rows));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
