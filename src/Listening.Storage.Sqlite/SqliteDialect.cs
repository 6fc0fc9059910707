using System.Globalization;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Storage.Sqlite;

/// <summary>SQLite: one writer at a time. Every transaction begins as a writing one, so what is read in it cannot change before it ends.</summary>
public sealed class SqliteDialect : IStorageDialect
{
    private const string InsertKnown = """
        INSERT INTO "KnownPosts" ("SourceId","IdHash","PostId","LastSeenAt") VALUES ($source,$id,$post,$seen) ON CONFLICT DO NOTHING
        """;

    private const string InsertPost = """
        INSERT INTO "Posts" ("Id","SourceId","IdHash","ContentHash","Content","KeyId","CollectedAt","DueAt","Revision",
            "LinkHash","AuthorHash","Rule","RulesVersion","Holds")
        VALUES ($post,$source,$id,$hash,$content,$key,$collected,$due,$revision,$link,$author,$rule,$rules,0)
        """;

    // The highest number ever given, deleted or not.
    private const string LastPost = """SELECT coalesce((SELECT "seq" FROM "sqlite_sequence" WHERE "name"='Posts'),0)""";

    private const string InsertMatch = """
        INSERT INTO "Matches" ("PostId","SearchId","SearchVersion") SELECT $post,$search,$version
        WHERE EXISTS (SELECT 1 FROM "Posts" WHERE "Id"=$post) ON CONFLICT DO NOTHING
        """;

    private const string InsertItem = """
        INSERT INTO "TriageItems" ("PostId","Queue","Confidence","RuleId","RuleSetVersion","Reasons","Revision","RoutedAt",
            "DueAt","SourceId","Lang","State","Version")
        SELECT $post,$queue,$confidence,$rule,$version,$reasons,$revision,$at,$due,$source,$lang,0,0
        WHERE EXISTS (SELECT 1 FROM "Posts" WHERE "Id"=$post) ON CONFLICT DO NOTHING
        """;

    private const string AddCount = """
        INSERT INTO "TriageCounts" ("Day","Queue","SearchId","Kind","Count") VALUES ($day,$queue,$search,$kind,$count)
        ON CONFLICT ("Day","Queue","SearchId","Kind") DO UPDATE SET "Count"="Count"+excluded."Count"
        """;

    private const string AddAuthorityCount = """
        INSERT INTO "AuthorityCounts" ("Day","AuthorityId","Kind","Count") VALUES ($day,$authority,$kind,$count)
        ON CONFLICT ("Day","AuthorityId","Kind") DO UPDATE SET "Count"="Count"+excluded."Count"
        """;

    private const string AddAttention = """
        INSERT INTO "Attention" ("AuthorHash","Day","Captures","Views") VALUES ($author,$day,$captures,$views)
        ON CONFLICT ("AuthorHash","Day") DO UPDATE SET "Captures"="Captures"+excluded."Captures","Views"="Views"+excluded."Views"
        """;

    private const string SelectDue = """
        SELECT p."Id",p."SourceId",p."CollectedAt",p."DueAt",p."Rule",p."RulesVersion",p."LinkHash",t."Queue" FROM "Posts" p
        LEFT JOIN "TriageItems" t ON t."PostId"=p."Id"
        WHERE p."Holds"=0 AND p."DueAt"<=$now ORDER BY p."DueAt",p."Id" LIMIT $limit
        """;

    // Pages that are written again by the next batches are moved from the log into the file after a few of them, not after each.
    private const int BatchesALog = 3;

    private int _rests;

    /// <inheritdoc/>
    public string Name => "Sqlite";

    /// <inheritdoc/>
    public string NumbersFromJson => "SELECT value FROM json_each({0})";

    /// <inheritdoc/>
    public Task<long[]> InsertPostsAsync(ListeningDbContext db, IReadOnlyList<PostRow> posts, CancellationToken cancellationToken)
    {
        using var last = db.CreateCommand(LastPost);
        var next = Convert.ToInt64(last.ExecuteScalar(), CultureInfo.InvariantCulture) + 1;
        using var known = db.CreateCommand(InsertKnown);
        var (knownSource, knownId, knownPost, seen) = (known.AddParameter("$source"), known.AddParameter("$id"), known.AddParameter("$post"), known.AddParameter("$seen"));
        using var command = db.CreateCommand(InsertPost);
        var (number, source, id, hash, content) = (command.AddParameter("$post"), command.AddParameter("$source"), command.AddParameter("$id"), command.AddParameter("$hash"), command.AddParameter("$content"));
        var (key, collected, due, revision) = (command.AddParameter("$key"), command.AddParameter("$collected"), command.AddParameter("$due"), command.AddParameter("$revision"));
        var (link, author, rule, rules) = (command.AddParameter("$link"), command.AddParameter("$author"), command.AddParameter("$rule"), command.AddParameter("$rules"));
        var ids = new long[posts.Count];
        for (var i = 0; i < posts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var post = posts[i];
            (knownSource.Value, knownId.Value, knownPost.Value, seen.Value) = (post.SourceId, post.IdHash, next, post.CollectedAt.Date);
            if (known.ExecuteNonQuery() == 0) continue;
            (number.Value, source.Value, id.Value, hash.Value, content.Value) = (next, post.SourceId, post.IdHash, post.ContentHash, post.Content);
            (key.Value, collected.Value, due.Value, revision.Value) = (post.KeyId, post.CollectedAt, post.DueAt, post.Revision);
            (link.Value, author.Value, rule.Value, rules.Value) = (post.LinkHash, post.AuthorHash, (int)post.Rule, post.RulesVersion);
            command.ExecuteNonQuery();
            ids[i] = next++;
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
    public Task<IReadOnlyList<long>> InsertItemsAsync(ListeningDbContext db, IReadOnlyList<TriageItemRow> items, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(InsertItem);
        var (post, queue, confidence, rule) = (command.AddParameter("$post"), command.AddParameter("$queue"), command.AddParameter("$confidence"), command.AddParameter("$rule"));
        var (version, reasons, revision, at) = (command.AddParameter("$version"), command.AddParameter("$reasons"), command.AddParameter("$revision"), command.AddParameter("$at"));
        var (due, source, lang) = (command.AddParameter("$due"), command.AddParameter("$source"), command.AddParameter("$lang"));
        var inserted = new List<long>();
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (post.Value, queue.Value, confidence.Value, rule.Value) = (item.PostId, (int)item.Queue, item.Confidence, item.RuleId);
            (version.Value, reasons.Value, revision.Value, at.Value) = (item.RuleSetVersion, item.Reasons, item.Revision, item.RoutedAt);
            (due.Value, source.Value, lang.Value) = (item.DueAt, item.SourceId, (object?)item.Lang ?? DBNull.Value);
            if (command.ExecuteNonQuery() > 0) inserted.Add(item.PostId);
        }

        return Task.FromResult<IReadOnlyList<long>>(inserted);
    }

    /// <inheritdoc/>
    public Task AddCountsAsync(ListeningDbContext db, IReadOnlyList<TriageCountRow> counts, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(AddCount);
        var (day, queue, search, kind, count) = (command.AddParameter("$day"), command.AddParameter("$queue"), command.AddParameter("$search"), command.AddParameter("$kind"), command.AddParameter("$count"));
        foreach (var row in counts)
        {
            (day.Value, queue.Value, search.Value, kind.Value, count.Value) = (row.Day, (int)row.Queue, row.SearchId, (int)row.Kind, row.Count);
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AddAuthorityCountsAsync(ListeningDbContext db, IReadOnlyList<AuthorityCountRow> counts, CancellationToken cancellationToken)
    {
        if (counts.Count == 0) return Task.CompletedTask;
        using var command = db.CreateCommand(AddAuthorityCount);
        var (day, authority, kind, count) = (command.AddParameter("$day"), command.AddParameter("$authority"), command.AddParameter("$kind"), command.AddParameter("$count"));
        foreach (var row in counts)
        {
            (day.Value, authority.Value, kind.Value, count.Value) = (row.Day, row.AuthorityId, row.Kind, row.Count);
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AddAttentionAsync(ListeningDbContext db, IReadOnlyList<AttentionRow> rows, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(AddAttention);
        var (author, day, captures, views) = (command.AddParameter("$author"), command.AddParameter("$day"), command.AddParameter("$captures"), command.AddParameter("$views"));
        foreach (var row in rows)
        {
            (author.Value, day.Value, captures.Value, views.Value) = (row.AuthorHash, row.Day, row.Captures, row.Views);
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DuePost>> ClaimDueAsync(ListeningDbContext db, DateTime now, int limit, CancellationToken cancellationToken)
    {
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
