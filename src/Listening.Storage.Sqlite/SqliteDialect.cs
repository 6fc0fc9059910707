using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Storage.Sqlite;

/// <summary>SQLite: one writer at a time. Every transaction begins as a writing one, so what is read in it cannot change before it ends.</summary>
public sealed class SqliteDialect : IStorageDialect
{
    private const string InsertPost = """
        INSERT INTO "Posts" ("SourceId","IdHash","ContentHash","Content","KeyId","CollectedAt","DueAt","Revision",
            "LinkHash","AuthorHash","Rule","RulesVersion","Holds")
        SELECT $source,$id,$hash,$content,$key,$collected,$due,$revision,$link,$author,$rule,$rules,0
        WHERE NOT EXISTS (SELECT 1 FROM "Tombstones" WHERE "SourceId"=$source AND "IdHash"=$id)
        ON CONFLICT ("SourceId","IdHash") DO NOTHING RETURNING "Id"
        """;

    private const string InsertMatch = """
        INSERT INTO "Matches" ("PostId","SearchId","SearchVersion") SELECT $post,$search,$version
        WHERE EXISTS (SELECT 1 FROM "Posts" WHERE "Id"=$post) ON CONFLICT DO NOTHING
        """;

    private const string InsertItem = """
        INSERT INTO "TriageItems" ("PostId","Queue","Confidence","RuleId","RuleSetVersion","Reasons","Revision","RoutedAt")
        SELECT $post,$queue,$confidence,$rule,$version,$reasons,$revision,$at
        WHERE EXISTS (SELECT 1 FROM "Posts" WHERE "Id"=$post) ON CONFLICT DO NOTHING
        """;

    private const string SelectDue = """
        SELECT p."Id",p."SourceId",p."CollectedAt",p."DueAt",p."Rule",p."RulesVersion",p."LinkHash",t."Queue" FROM "Posts" p
        LEFT JOIN "TriageItems" t ON t."PostId"=p."Id"
        WHERE p."Holds"=0 AND p."DueAt"<=$now ORDER BY p."DueAt",p."Id" LIMIT $limit
        """;

    // A batch touches most pages of two indexes whose keys are hashes. They fit into this cache, which lasts until the
    // connection is opened again, and they are moved from the log into the file after a few batches, not after each.
    private const int BatchesALog = 3;
    private const string PurgeSettings = "PRAGMA cache_size=-65536";

    private int _rests;

    /// <inheritdoc/>
    public string Name => "Sqlite";

    /// <inheritdoc/>
    public string NumbersFromJson => "SELECT value FROM json_each({0})";

    /// <inheritdoc/>
    public string InsertTombstones => """
        INSERT INTO "Tombstones" ("SourceId","IdHash","LastSeenAt")
        SELECT "SourceId","IdHash",{1} FROM "Posts" WHERE "Id" IN (SELECT value FROM json_each({0}))
        ORDER BY "SourceId","IdHash" -- neighbours in the tree one after the other: a third faster
        ON CONFLICT DO NOTHING
        """;

    /// <inheritdoc/>
    public Task<long[]> InsertPostsAsync(ListeningDbContext db, IReadOnlyList<PostRow> posts, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(InsertPost);
        var (source, id, hash, content) = (command.AddParameter("$source"), command.AddParameter("$id"), command.AddParameter("$hash"), command.AddParameter("$content"));
        var (key, collected, due, revision) = (command.AddParameter("$key"), command.AddParameter("$collected"), command.AddParameter("$due"), command.AddParameter("$revision"));
        var (link, author, rule, rules) = (command.AddParameter("$link"), command.AddParameter("$author"), command.AddParameter("$rule"), command.AddParameter("$rules"));
        var ids = new long[posts.Count];
        for (var i = 0; i < posts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var post = posts[i];
            (source.Value, id.Value, hash.Value, content.Value) = (post.SourceId, post.IdHash, post.ContentHash, post.Content);
            (key.Value, collected.Value, due.Value, revision.Value) = (post.KeyId, post.CollectedAt, post.DueAt, post.Revision);
            (link.Value, author.Value, rule.Value, rules.Value) = (post.LinkHash, post.AuthorHash, (int)post.Rule, post.RulesVersion);
            ids[i] = command.ExecuteScalar() is long inserted ? inserted : 0;
        }

        return Task.FromResult(ids);
    }

    /// <inheritdoc/>
    public Task InsertMatchesAsync(ListeningDbContext db, IReadOnlyList<MatchRow> matches, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(InsertMatch);
        var (post, search, version) = (command.AddParameter("$post"), command.AddParameter("$search"), command.AddParameter("$version"));
        foreach (var match in matches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (post.Value, search.Value, version.Value) = (match.PostId, match.SearchId, match.SearchVersion);
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<int> InsertItemsAsync(ListeningDbContext db, IReadOnlyList<TriageItemRow> items, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(InsertItem);
        var (post, queue, confidence, rule) = (command.AddParameter("$post"), command.AddParameter("$queue"), command.AddParameter("$confidence"), command.AddParameter("$rule"));
        var (version, reasons, revision, at) = (command.AddParameter("$version"), command.AddParameter("$reasons"), command.AddParameter("$revision"), command.AddParameter("$at"));
        var inserted = 0;
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (post.Value, queue.Value, confidence.Value, rule.Value) = (item.PostId, (int)item.Queue, item.Confidence, item.RuleId);
            (version.Value, reasons.Value, revision.Value, at.Value) = (item.RuleSetVersion, item.Reasons, item.Revision, item.RoutedAt);
            inserted += command.ExecuteNonQuery();
        }

        return Task.FromResult(inserted);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DuePost>> ClaimDueAsync(ListeningDbContext db, DateTime now, int limit, CancellationToken cancellationToken)
    {
        using (var settings = db.CreateCommand(PurgeSettings)) settings.ExecuteNonQuery();
        using var command = db.CreateCommand(SelectDue);
        command.AddParameter("$now", now);
        command.AddParameter("$limit", limit);
        using var reader = command.ExecuteReader();
        return Task.FromResult<IReadOnlyList<DuePost>>(DuePost.ReadAll(reader));
    }

    /// <inheritdoc/>
    public async Task PrepareDatabaseAsync(ListeningDbContext db, CancellationToken cancellationToken)
    {
        // Both are properties of the file and only take effect, without a full rewrite, before the first table is made.
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(db, "PRAGMA auto_vacuum=INCREMENTAL", cancellationToken);
            await ExecuteAsync(db, "PRAGMA journal_mode=WAL", cancellationToken);
            await SqliteMigrationLock.ReleaseAbandonedAsync(db, cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <inheritdoc/>
    public Task RestAsync(ListeningDbContext db, CancellationToken cancellationToken) => SqliteErasure.RestAsync(db, Interlocked.Increment(ref _rests) % BatchesALog == 0, cancellationToken);

    /// <inheritdoc/>
    public Task EraseFreedAsync(ListeningDbContext db, CancellationToken cancellationToken) => SqliteErasure.RunAsync(db, cancellationToken);

    private static async Task ExecuteAsync(ListeningDbContext db, string sql, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
