using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Listening.Core.Sources;
using Listening.Sources.Threads;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>The requests that an account's feed shows, kept in memory while they are read one by one; after a restart the feed is read again.</summary>
internal sealed class AccountRequests(WhatDoTheyKnowOptions options)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<AccountRequest>> shown = new(StringComparer.Ordinal);

    /// <summary>True when the account's requests are in memory.</summary>
    public bool Has(string feed) => shown.ContainsKey(feed);

    /// <summary>Takes in what the account's feed shows.</summary>
    /// <returns>The cursor, with everything forgotten that left the feed.</returns>
    public WhatDoTheyKnowCursor Note(string feed, EventFeed read, SourceRequest request, WhatDoTheyKnowCursor cursor, DateTime now)
    {
        var all = read.Events.Where(one => one.UrlTitle.Length > 0).GroupBy(one => one.UrlTitle, StringComparer.Ordinal).ToList();
        var recent = now - TimeSpan.FromDays(options.CommentDays);
        shown[feed] = [.. all
            .Where(events => events.Any(one => one.Post?.CreatedAt >= recent))
            .Select(events => new AccountRequest(events.Key, ShownOf(events, request)))];
        var marks = all.Select(events => request.MarkOf(events.Key)).ToHashSet(StringComparer.Ordinal);
        var book = new ThreadBook(cursor.Requests);
        book.Keep(marks);
        cursor = cursor with
        {
            Requests = book.Save(),
            Seen = cursor.Seen?.Where(pair => marks.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal),
        };
        return cursor with { Walking = Next(feed, request, cursor) is not null };
    }

    /// <summary>The next request that has something new; null when there is none.</summary>
    public AccountRequest? Next(string feed, SourceRequest request, WhatDoTheyKnowCursor cursor)
    {
        var book = new ThreadBook(cursor.Requests);
        return shown.GetValueOrDefault(feed, []).FirstOrDefault(one => book.IsToBeWalked(request.MarkOf(one.UrlTitle), one.Shown));
    }

    /// <summary>The cursor after a request was read.</summary>
    /// <param name="feed">The account's feed.</param>
    /// <param name="one">The request.</param>
    /// <param name="read">Its own feed; null when the site does not show it.</param>
    /// <param name="request">What is looked for.</param>
    /// <param name="cursor">The cursor so far.</param>
    public WhatDoTheyKnowCursor NoteRead(string feed, AccountRequest one, EventFeed? read, SourceRequest request, WhatDoTheyKnowCursor cursor)
    {
        var mark = request.MarkOf(one.UrlTitle);
        var book = new ThreadBook(cursor.Requests);
        book.NoteWalked(mark, one.Shown);
        var seen = (cursor.Seen ?? new Dictionary<string, IReadOnlyList<string>>()).ToDictionary(StringComparer.Ordinal);
        if (read is { Events.Count: > 0 }) seen[mark] = [.. read.Events.Select(found => request.MarkOf(found.State))];
        cursor = cursor with { Requests = book.Save(), Seen = seen };
        return cursor with { Walking = Next(feed, request, cursor) is not null };
    }

    // By its newest event, which no number in a cursor may name.
    private static long ShownOf(IEnumerable<RequestEvent> events, SourceRequest request)
    {
        var newest = events.MaxBy(one => one.Number)!;
        return BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(request.MarkOf(newest.Id))));
    }
}

/// <summary>A request of an account.</summary>
/// <param name="UrlTitle">Its name in addresses.</param>
/// <param name="Shown">Stands for the newest of its events in the account's feed.</param>
internal sealed record AccountRequest(string UrlTitle, long Shown);
