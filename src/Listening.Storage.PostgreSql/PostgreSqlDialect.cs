using Listening.Application.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Listening.Storage.PostgreSql;

/// <summary>PostgreSQL: whole batches as arrays in one statement. Rows are inserted in key order, so that two writers of the same rows wait for each other instead of locking each other out.</summary>
public sealed class PostgreSqlDialect : IStorageDialect
{
    private const string InsertPosts = """
        WITH n AS MATERIALIZED (
            SELECT nextval(pg_get_serial_sequence('"Posts"','Id')) AS "Id", u.*
            FROM unnest(@source,@id,@hash,@content,@key,@collected,@due,@revision,@link,@author,@rule,@rules,@seen)
                AS u("SourceId","IdHash","ContentHash","Content","KeyId","CollectedAt","DueAt","Revision","LinkHash","AuthorHash","Rule","RulesVersion","SeenAt")),
        known AS (
            INSERT INTO "KnownPosts" ("SourceId","IdHash","PostId","LastSeenAt")
            SELECT n."SourceId",n."IdHash",n."Id",n."SeenAt" FROM n ORDER BY n."SourceId",n."IdHash"
            ON CONFLICT DO NOTHING RETURNING "PostId")
        INSERT INTO "Posts" ("Id","SourceId","IdHash","ContentHash","Content","KeyId","CollectedAt","DueAt","Revision",
            "LinkHash","AuthorHash","Rule","RulesVersion","Holds")
        SELECT n."Id",n."SourceId",n."IdHash",n."ContentHash",n."Content",n."KeyId",n."CollectedAt",n."DueAt",n."Revision",
            n."LinkHash",n."AuthorHash",n."Rule",n."RulesVersion",0
        FROM n JOIN known ON known."PostId"=n."Id" ORDER BY n."Id"
        RETURNING "Id","SourceId","IdHash"
        """;

    private const string InsertMatches = """
        INSERT INTO "Matches" ("PostId","SearchId","SearchVersion")
        SELECT n.* FROM unnest(@post,@search,@version) AS n(p,s,v) JOIN "Posts" held ON held."Id"=p
        ORDER BY p,s FOR KEY SHARE OF held ON CONFLICT DO NOTHING
        """;

    private const string InsertItems = """
        INSERT INTO "TriageItems" ("PostId","Queue","Confidence","RuleId","RuleSetVersion","Reasons","Revision","RoutedAt",
            "DueAt","SourceId","Lang","State","Version")
        SELECT i.*,0,0 FROM unnest(@post,@queue,@confidence,@rule,@version,@reasons,@revision,@at,@due,@source,@lang) AS i(p,q,c,r,v,w,n,a,d,s,l)
        JOIN "Posts" held ON held."Id"=p
        ORDER BY p FOR KEY SHARE OF held ON CONFLICT DO NOTHING RETURNING "PostId"
        """;

    // In key order, so that two who count at once wait for each other instead of locking each other out.
    private const string AddCounts = """
        INSERT INTO "TriageCounts" AS t ("Day","Queue","SearchId","Kind","Count")
        SELECT n.d,n.q,n.s,n.k,SUM(n.c)::int FROM unnest(@day,@queue,@search,@kind,@count) AS n(d,q,s,k,c) GROUP BY 1,2,3,4 ORDER BY 1,2,3,4
        ON CONFLICT ("Day","Queue","SearchId","Kind") DO UPDATE SET "Count"=t."Count"+excluded."Count"
        """;

    private const string AddAuthorityCounts = """
        INSERT INTO "AuthorityCounts" AS t ("Day","AuthorityId","Kind","Count")
        SELECT n.d,n.a,n.k,SUM(n.c)::int FROM unnest(@day,@authority,@kind,@count) AS n(d,a,k,c) GROUP BY 1,2,3 ORDER BY 1,2,3
        ON CONFLICT ("Day","AuthorityId","Kind") DO UPDATE SET "Count"=t."Count"+excluded."Count"
        """;

    private const string AddAttention = """
        INSERT INTO "Attention" AS t ("AuthorHash","Day","Captures","Views")
        SELECT n.a,n.d,n.c,n.v FROM unnest(@author,@day,@captures,@views) AS n(a,d,c,v) ORDER BY n.a,n.d
        ON CONFLICT ("AuthorHash","Day") DO UPDATE SET "Captures"=t."Captures"+excluded."Captures","Views"=t."Views"+excluded."Views"
        """;

    private const string ClaimDue = """
        SELECT p."Id",p."SourceId",p."CollectedAt",p."DueAt",p."Rule",p."RulesVersion",p."LinkHash",t."Queue" FROM "Posts" p
        LEFT JOIN "TriageItems" t ON t."PostId"=p."Id"
        WHERE p."Holds"=0 AND p."DueAt"<=@now ORDER BY p."DueAt",p."Id" LIMIT @limit FOR UPDATE OF p SKIP LOCKED
        """;

    /// <inheritdoc/>
    public string Name => "PostgreSql";

    /// <inheritdoc/>
    public string NumbersFromJson => "SELECT value::bigint FROM json_array_elements_text({0}::json)";

    /// <inheritdoc/>
    public async Task<long[]> InsertPostsAsync(ListeningDbContext db, IReadOnlyList<PostRow> posts, CancellationToken cancellationToken)
    {
        if (posts.Count == 0) return [];
        using var command = Command(db, InsertPosts);
        Add(command, "source", NpgsqlDbType.Integer, posts.Select(post => post.SourceId).ToArray());
        Add(command, "id", NpgsqlDbType.Bytea, posts.Select(post => post.IdHash).ToArray());
        Add(command, "hash", NpgsqlDbType.Bytea, posts.Select(post => post.ContentHash).ToArray());
        Add(command, "content", NpgsqlDbType.Bytea, posts.Select(post => post.Content).ToArray());
        Add(command, "key", NpgsqlDbType.Bigint, posts.Select(post => post.KeyId).ToArray());
        Add(command, "collected", NpgsqlDbType.TimestampTz, posts.Select(post => post.CollectedAt).ToArray());
        Add(command, "due", NpgsqlDbType.TimestampTz, posts.Select(post => post.DueAt).ToArray());
        Add(command, "revision", NpgsqlDbType.Integer, posts.Select(post => post.Revision).ToArray());
        Add(command, "link", NpgsqlDbType.Bytea, posts.Select(post => post.LinkHash).ToArray());
        Add(command, "author", NpgsqlDbType.Bytea, posts.Select(post => post.AuthorHash).ToArray());
        Add(command, "rule", NpgsqlDbType.Integer, posts.Select(post => (int)post.Rule).ToArray());
        Add(command, "rules", NpgsqlDbType.Integer, posts.Select(post => post.RulesVersion).ToArray());
        Add(command, "seen", NpgsqlDbType.TimestampTz, posts.Select(post => post.CollectedAt.Date).ToArray());

        var inserted = new Dictionary<(int, string), long>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                inserted[(reader.GetInt32(1), Convert.ToHexString(await reader.GetFieldValueAsync<byte[]>(2, cancellationToken)))] = reader.GetInt64(0);
        }

        return [.. posts.Select(post => inserted.GetValueOrDefault((post.SourceId, Convert.ToHexString(post.IdHash))))];
    }

    /// <inheritdoc/>
    public async Task InsertMatchesAsync(ListeningDbContext db, IReadOnlyList<MatchRow> matches, CancellationToken cancellationToken)
    {
        if (matches.Count == 0) return;
        using var command = Command(db, InsertMatches);
        Add(command, "post", NpgsqlDbType.Bigint, matches.Select(match => match.PostId).ToArray());
        Add(command, "search", NpgsqlDbType.Integer, matches.Select(match => match.SearchId).ToArray());
        Add(command, "version", NpgsqlDbType.Integer, matches.Select(match => match.SearchVersion).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<long>> InsertItemsAsync(ListeningDbContext db, IReadOnlyList<TriageItemRow> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0) return [];
        using var command = Command(db, InsertItems);
        Add(command, "post", NpgsqlDbType.Bigint, items.Select(item => item.PostId).ToArray());
        Add(command, "queue", NpgsqlDbType.Integer, items.Select(item => (int)item.Queue).ToArray());
        Add(command, "confidence", NpgsqlDbType.Real, items.Select(item => item.Confidence).ToArray());
        Add(command, "rule", NpgsqlDbType.Text, items.Select(item => item.RuleId).ToArray());
        Add(command, "version", NpgsqlDbType.Text, items.Select(item => item.RuleSetVersion).ToArray());
        Add(command, "reasons", NpgsqlDbType.Bytea, items.Select(item => item.Reasons).ToArray());
        Add(command, "revision", NpgsqlDbType.Integer, items.Select(item => item.Revision).ToArray());
        Add(command, "at", NpgsqlDbType.TimestampTz, items.Select(item => item.RoutedAt).ToArray());
        Add(command, "due", NpgsqlDbType.TimestampTz, items.Select(item => item.DueAt).ToArray());
        Add(command, "source", NpgsqlDbType.Integer, items.Select(item => item.SourceId).ToArray());
        Add(command, "lang", NpgsqlDbType.Text, items.Select(item => item.Lang).ToArray());
        var inserted = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) inserted.Add(reader.GetInt64(0));
        return inserted;
    }

    /// <inheritdoc/>
    public async Task AddCountsAsync(ListeningDbContext db, IReadOnlyList<TriageCountRow> counts, CancellationToken cancellationToken)
    {
        if (counts.Count == 0) return;
        using var command = Command(db, AddCounts);
        Add(command, "day", NpgsqlDbType.Date, counts.Select(count => count.Day).ToArray());
        Add(command, "queue", NpgsqlDbType.Integer, counts.Select(count => (int)count.Queue).ToArray());
        Add(command, "search", NpgsqlDbType.Integer, counts.Select(count => count.SearchId).ToArray());
        Add(command, "kind", NpgsqlDbType.Integer, counts.Select(count => (int)count.Kind).ToArray());
        Add(command, "count", NpgsqlDbType.Integer, counts.Select(count => count.Count).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task AddAuthorityCountsAsync(ListeningDbContext db, IReadOnlyList<AuthorityCountRow> counts, CancellationToken cancellationToken)
    {
        if (counts.Count == 0) return;
        using var command = Command(db, AddAuthorityCounts);
        Add(command, "day", NpgsqlDbType.Date, counts.Select(count => count.Day).ToArray());
        Add(command, "authority", NpgsqlDbType.Integer, counts.Select(count => count.AuthorityId).ToArray());
        Add(command, "kind", NpgsqlDbType.Integer, counts.Select(count => count.Kind).ToArray());
        Add(command, "count", NpgsqlDbType.Integer, counts.Select(count => count.Count).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task AddAttentionAsync(ListeningDbContext db, IReadOnlyList<AttentionRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        using var command = Command(db, AddAttention);
        Add(command, "author", NpgsqlDbType.Bytea, rows.Select(row => row.AuthorHash).ToArray());
        Add(command, "day", NpgsqlDbType.Date, rows.Select(row => row.Day).ToArray());
        Add(command, "captures", NpgsqlDbType.Integer, rows.Select(row => row.Captures).ToArray());
        Add(command, "views", NpgsqlDbType.Integer, rows.Select(row => row.Views).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DuePost>> ClaimDueAsync(ListeningDbContext db, DateTime now, int limit, CancellationToken cancellationToken)
    {
        using var command = Command(db, ClaimDue);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("limit", limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return DuePost.ReadAll(reader);
    }

    /// <inheritdoc/>
    public Task PrepareDatabaseAsync(ListeningDbContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    /// <remarks>Writers of other rows do not wait for a batch here.</remarks>
    public Task RestAsync(ListeningDbContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    /// <remarks>
    /// A plain VACUUM: it does not stop readers or writers. What PostgreSQL's own log and statistics keep is ciphertext
    /// and keyed hashes, which is why content is sealed in the first place.
    /// </remarks>
    public async Task EraseFreedAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Connection(db).ConnectionString);
        await connection.OpenAsync(cancellationToken);
        foreach (var table in (string[])["Posts", "Matches", "TriageItems", "ItemActions", "Sendings", "Sightings", "PostSignals", "Attention"])
        {
            await using var command = new NpgsqlCommand($"""VACUUM "{table}" """, connection);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static NpgsqlConnection Connection(ListeningDbContext db) =>
        (NpgsqlConnection)Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database);

    private static NpgsqlCommand Command(ListeningDbContext db, string sql) => (NpgsqlCommand)db.CreateCommand(sql);

    private static void Add(NpgsqlCommand command, string name, NpgsqlDbType type, Array values) =>
        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });
}
