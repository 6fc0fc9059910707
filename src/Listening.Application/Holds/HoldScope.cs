using System.Text.Json;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Holds;

/// <summary>Which posts a hold is about: all that is given must be true of a post.</summary>
internal static class HoldScope
{
    /// <summary>The held posts in a hold's scope.</summary>
    public static IQueryable<PostRow> PostsOf(ListeningDbContext db, HoldRow hold)
    {
        var posts = db.Posts.AsQueryable();
        if (hold.PostIds is { } list)
        {
            var ids = JsonSerializer.Deserialize<long[]>(list)!;
            posts = posts.Where(post => EF.Parameter(ids).Contains(post.Id));
        }

        if (hold.AuthorHash is { } author) posts = posts.Where(post => post.AuthorHash == author);
        if (hold.SearchId is { } search) posts = posts.Where(post => db.Matches.Any(match => match.PostId == post.Id && match.SearchId == search));
        if (hold.CollectedFrom is { } from) posts = posts.Where(post => post.CollectedAt >= from);
        if (hold.CollectedTo is { } to) posts = posts.Where(post => post.CollectedAt < to);
        return posts;
    }
}
