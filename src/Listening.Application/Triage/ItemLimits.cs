using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Triage;

/// <summary>Keeps the limit that an item repeats equal to its post's.</summary>
internal static class ItemLimits
{
    /// <summary>To be called in the transaction that changed when these posts are due.</summary>
    public static Task FollowAsync(ListeningDbContext db, IReadOnlyList<long> postIds, CancellationToken cancellationToken) => postIds.Count == 0
        ? Task.CompletedTask
        : db.TriageItems
            .Where(item => EF.Parameter(postIds).Contains(item.PostId) && db.Posts.Any(post => post.Id == item.PostId && post.DueAt != item.DueAt))
            .ExecuteUpdateAsync(
                row => row.SetProperty(item => item.DueAt, item => db.Posts.Where(post => post.Id == item.PostId).Select(post => post.DueAt).First()),
                cancellationToken);
}
