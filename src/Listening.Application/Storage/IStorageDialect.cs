namespace Listening.Application.Storage;

/// <summary>What the databases do differently, each difference under a name.</summary>
/// <remarks>
/// Every method that takes a context works inside that context's current transaction and leaves committing to the caller.
/// </remarks>
public interface IStorageDialect
{
    /// <summary>The provider's name as it stands in the configuration.</summary>
    string Name { get; }

    /// <summary>
    /// Inserts each post that is not known yet, neither held nor deleted before, decided by the key of the known posts, so
    /// that two writers of the same post at once leave one row and neither fails.
    /// </summary>
    /// <returns>One number a post, in order: the new row's id, or 0 when it was not inserted.</returns>
    Task<long[]> InsertPostsAsync(ListeningDbContext db, IReadOnlyList<PostRow> posts, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts each match that is not there yet; two writers of the same match leave one row and neither fails. A match
    /// of a post that is gone, or that a deletion going on at the same time takes away, is left out.
    /// </summary>
    Task InsertMatchesAsync(ListeningDbContext db, IReadOnlyList<MatchRow> matches, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts the item of each post that has none; two writers of the same item leave one row and neither fails. The item
    /// of a post that is gone, or that a deletion going on at the same time takes away, is left out.
    /// </summary>
    /// <returns>Numbers of the posts whose items were inserted.</returns>
    Task<IReadOnlyList<long>> InsertItemsAsync(ListeningDbContext db, IReadOnlyList<TriageItemRow> items, CancellationToken cancellationToken);

    /// <summary>Adds each row's count to what is counted under its key already; two who count at once are both counted.</summary>
    Task AddCountsAsync(ListeningDbContext db, IReadOnlyList<TriageCountRow> counts, CancellationToken cancellationToken);

    /// <summary>The same of what is said about authorities. A count may be taken back with a negative one.</summary>
    Task AddAuthorityCountsAsync(ListeningDbContext db, IReadOnlyList<AuthorityCountRow> counts, CancellationToken cancellationToken);

    /// <summary>
    /// Adds each row's captures and views to what is counted of its author on its day already; two who count at once are
    /// both counted. The rows come in key order, each author once.
    /// </summary>
    Task AddAttentionAsync(ListeningDbContext db, IReadOnlyList<AttentionRow> rows, CancellationToken cancellationToken);

    /// <summary>
    /// Claims the posts that are due, oldest first. Until the transaction ends nobody else can change them, so what is
    /// true of them now is true when they are deleted.
    /// </summary>
    Task<IReadOnlyList<DuePost>> ClaimDueAsync(ListeningDbContext db, DateTime now, int limit, CancellationToken cancellationToken);

    /// <summary>SQL that turns the parameter {0}, a JSON list of whole numbers, into a column of numbers for <c>IN</c>.</summary>
    string NumbersFromJson { get; }

    /// <summary>Before migrations: sets what can only be set on a new database, and clears what a killed start left in the way.</summary>
    Task PrepareDatabaseAsync(ListeningDbContext db, CancellationToken cancellationToken);

    /// <summary>Between two batches of a long job: lets those write who wait for it, and keeps the work that writing leaves behind from falling to them. Outside any transaction.</summary>
    Task RestAsync(ListeningDbContext db, CancellationToken cancellationToken);

    /// <summary>After deletions: makes what the freed pages held unreadable and gives their space back. Outside any transaction; may take a while but never holds a writer up for more than a second.</summary>
    Task EraseFreedAsync(ListeningDbContext db, CancellationToken cancellationToken);
}
