using Listening.Application.Content;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Foi;
using Listening.Core.Triage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi;

/// <summary>Gives the pages one authority with its posts and notes, and one post with its authorities.</summary>
public sealed class AuthorityReader(IDbContextFactory<ListeningDbContext> databases, AuthorityBook book, ItemViews views, FoiSignalRules rules, PostContent content, TimeProvider time)
{
    /// <summary>Posts on an authority's page.</summary>
    public const int MostPosts = 25;

    /// <summary>One authority; null when there never was one of that number.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="queues">The queues of whoever asks: posts of others are only counted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<AuthorityView?> FindAsync(int id, IReadOnlyCollection<TriageQueue> queues, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Authorities.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } authority) return null;
        var today = DateOnly.FromDateTime(now);
        var first = today.AddDays(1 - ConcernScore.Days);
        var tally = new AuthorityTally();
        foreach (var count in await db.AuthorityCounts.AsNoTracking().Where(count => count.AuthorityId == id && count.Day >= first).ToListAsync(cancellationToken))
            tally.Add(today.DayNumber - count.Day.DayNumber, count.Kind, count.Count);
        var held = from sighting in db.Sightings
                   where sighting.AuthorityId == id && sighting.State != SightingState.Refused
                   join item in db.TriageItems on sighting.PostId equals item.PostId
                   where item.DueAt > now
                   select new { sighting.State, sighting.PostId, item };
        var mine = held.Where(row => queues.Contains(row.item.Queue));
        var listed = await mine.OrderBy(row => row.State).ThenByDescending(row => row.PostId).Take(MostPosts)
            .Join(db.Posts, row => row.PostId, post => post.Id, (row, post) => new { row.State, Listed = new ListedItem { Item = row.item, Post = post } })
            .AsNoTracking().ToListAsync(cancellationToken);
        var items = await views.OfAsync(db, listed.ConvertAll(row => row.Listed), cancellationToken);
        return new AuthorityView
        {
            Figures = tally.Of(authority),
            Names = (await book.CurrentAsync(cancellationToken)).Find(id),
            Posts = [.. listed.Zip(items, (row, item) => new SightedItem(row.State == SightingState.Possible, item, item.Post is null ? [] : rules.Find(item.Post)))
                .OrderBy(post => post.IsPossible).ThenByDescending(post => post.Item.Id)],
            Mine = await mine.CountAsync(cancellationToken),
            Elsewhere = await held.CountAsync(row => !queues.Contains(row.item.Queue), cancellationToken),
            Notes = await db.AuthorityNotes.AsNoTracking().Where(note => note.AuthorityId == id && note.At > now.AddDays(-AuthorityService.NoteDays))
                .OrderByDescending(note => note.Id).ToListAsync(cancellationToken),
            Decisions = await db.MeetingAuthorities.AsNoTracking().Where(row => row.AuthorityId == id && row.Decision != null)
                .OrderByDescending(row => row.DecidedAt).ToListAsync(cancellationToken),
        };
    }

    /// <summary>What was recognised in a held post; null when nothing was.</summary>
    public async Task<ItemAuthorities?> OfItemAsync(long postId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await (
            from sighting in db.Sightings.AsNoTracking()
            where sighting.PostId == postId
            join authority in db.Authorities on sighting.AuthorityId equals authority.Id
            orderby sighting.State, authority.Name
            select new ItemAuthority(authority.Id, authority.Name, sighting.State)).ToListAsync(cancellationToken);
        var row = await db.Posts.AsNoTracking().SingleOrDefaultAsync(post => post.Id == postId, cancellationToken);
        if (row is null || content.Open(row.Content, row.KeyId, row.IdHash) is not { } post) return found.Count == 0 ? null : new ItemAuthorities(found, [], []);
        var reasons = (await book.CurrentAsync(cancellationToken)).Recogniser.Find(post).Reasons;
        var signals = rules.Find(post);
        return found.Count == 0 && signals.Count == 0 ? null : new ItemAuthorities(found, reasons, signals);
    }

    /// <summary>Numbers of the held posts that are about an authority and in these queues.</summary>
    public async Task<IReadOnlyList<long>> PostsOfAsync(int id, IReadOnlyCollection<TriageQueue> queues, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await (
            from sighting in db.Sightings
            where sighting.AuthorityId == id && sighting.State == SightingState.Counted
            join item in db.TriageItems on sighting.PostId equals item.PostId
            where queues.Contains(item.Queue)
            orderby sighting.PostId
            select sighting.PostId).ToListAsync(cancellationToken);
    }
}

/// <summary>One authority as the pages show it.</summary>
public sealed record AuthorityView
{
    /// <summary>What was counted of it.</summary>
    public required AuthorityFigures Figures { get; init; }

    /// <summary>All its names; null when no register has it any more.</summary>
    public required Authority? Names { get; init; }

    /// <summary>The newest held posts about it in the queues of whoever asks, those that are only possible last.</summary>
    public required IReadOnlyList<SightedItem> Posts { get; init; }

    /// <summary>How many there are of these.</summary>
    public required int Mine { get; init; }

    /// <summary>How many more are in other teams' queues.</summary>
    public required int Elsewhere { get; init; }

    /// <summary>Notes, newest first.</summary>
    public required IReadOnlyList<AuthorityNoteRow> Notes { get; init; }

    /// <summary>What meetings decided about it, newest first.</summary>
    public required IReadOnlyList<MeetingAuthorityRow> Decisions { get; init; }
}

/// <summary>A held post about an authority.</summary>
/// <param name="IsPossible">True when it is only possible that it is.</param>
/// <param name="Item">The post's item.</param>
/// <param name="Signals">What it says, with the words.</param>
public sealed record SightedItem(bool IsPossible, ItemView Item, IReadOnlyList<FoiSignal> Signals);

/// <summary>What was recognised in a post.</summary>
/// <param name="Authorities">The authorities, those it is about first.</param>
/// <param name="Reasons">For each decision of the recogniser a sentence. Quotes the post.</param>
/// <param name="Signals">What it says, with the words.</param>
public sealed record ItemAuthorities(IReadOnlyList<ItemAuthority> Authorities, IReadOnlyList<string> Reasons, IReadOnlyList<FoiSignal> Signals);

/// <summary>An authority of a post.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its official name.</param>
/// <param name="State">How the post stands to it.</param>
public sealed record ItemAuthority(int Id, string Name, SightingState State);
