using Listening.Application.Foi;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>A filter as a query of the database.</summary>
internal static class ItemQuery
{
    /// <summary>The items that a filter selects, but for its text; null when it names a search or source that is not there.</summary>
    public static async Task<IQueryable<TriageItemRow>?> OfAsync(ListeningDbContext db, ItemFilter filter, DateTime now, CancellationToken cancellationToken)
    {
        var items = db.TriageItems.AsNoTracking().Where(item => item.Queue == filter.Queue && item.DueAt > now);
        if (filter.State is { } state) items = items.Where(item => item.State == state);
        if (filter.AssignedTo is { } account) items = account == 0 ? items.Where(item => item.AssignedTo == null) : items.Where(item => item.AssignedTo == account);
        if (filter.Language is { } language) items = items.Where(item => item.Lang == language);
        if (filter.Authority is { } authority)
            items = items.Where(item => db.Sightings.Any(sighting => sighting.PostId == item.PostId && sighting.AuthorityId == authority && sighting.State != SightingState.Refused));
        if (filter.Since is { } since) items = items.Where(item => db.Posts.Any(post => post.Id == item.PostId && post.CollectedAt >= since));
        if (filter.Source is { } source)
        {
            if (await db.Sources.Where(row => row.Name == source).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellationToken) is not { } id) return null;
            items = items.Where(item => item.SourceId == id);
        }

        if (filter.Search is { } search)
        {
            if (await db.SavedSearches.Where(row => row.Name == search).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellationToken) is not { } id) return null;
            items = items.Where(item => db.Matches.Any(match => match.PostId == item.PostId && match.SearchId == id));
        }

        return items;
    }

    /// <summary>Those behind the filter's place, in its order.</summary>
    public static IQueryable<TriageItemRow> Page(IQueryable<TriageItemRow> items, ItemFilter filter)
    {
        if (filter.After is { Id: var id, DueAt: var due })
        {
            items = filter.Order switch
            {
                ItemOrder.Newest => items.Where(item => item.PostId < id),
                ItemOrder.Oldest => items.Where(item => item.PostId > id),
                _ => items.Where(item => item.DueAt > due || (item.DueAt == due && item.PostId > id)),
            };
        }

        return filter.Order switch
        {
            ItemOrder.Newest => items.OrderByDescending(item => item.PostId),
            ItemOrder.Oldest => items.OrderBy(item => item.PostId),
            _ => items.OrderBy(item => item.DueAt).ThenBy(item => item.PostId),
        };
    }

    /// <summary>The same of places that are in memory.</summary>
    public static IEnumerable<ItemCursor> Page(IEnumerable<ItemCursor> places, ItemFilter filter)
    {
        if (filter.After is { } after)
        {
            places = filter.Order switch
            {
                ItemOrder.Newest => places.Where(place => place.Id < after.Id),
                ItemOrder.Oldest => places.Where(place => place.Id > after.Id),
                _ => places.Where(place => (place.DueAt, place.Id).CompareTo((after.DueAt, after.Id)) > 0),
            };
        }

        return filter.Order switch
        {
            ItemOrder.Newest => places.OrderByDescending(place => place.Id),
            ItemOrder.Oldest => places.OrderBy(place => place.Id),
            _ => places.OrderBy(place => place.DueAt).ThenBy(place => place.Id),
        };
    }
}
