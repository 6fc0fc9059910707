using System.Security.Claims;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Foi;
using Listening.Application.Meetings;
using Listening.Application.Outgoing;
using Listening.Application.Retention;
using Listening.Application.Triage;
using Listening.Web.Security;
using Listening.Web.Wording;

namespace Listening.Web.Triage;

/// <summary>Gathers what a page shows of an item, after noting that it is shown.</summary>
public sealed class ItemPanes(
    ITriageReader triage, ViewLog views, RetentionExplainer explainer, ItemHistory history, MeetingService meetings, RelatedPosts related, SendingReader sendings, AuthorityReader authorities, TeamNames team, Clock clock)
{
    /// <summary>One item; null when there is none, or it is in a queue of another team.</summary>
    /// <param name="user">Who is shown it.</param>
    /// <param name="id">The item.</param>
    /// <param name="address">Where its forms are sent to.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<ItemPane?> OpenAsync(ClaimsPrincipal user, long id, string address, CancellationToken ct)
    {
        if (await triage.FindAsync(id, ct) is not { } item || !user.Queues().Contains(item.Queue)) return null;
        // Of a closed item nothing is shown, so there is no view to note or to count.
        if (item.Attention is not { IsClosed: true }) await views.ItemAsync(user.Account(), id, ct);
        return new ItemPane
        {
            Item = item,
            Why = await explainer.WhyAsync(id, ct),
            History = await history.ReadAsync(id, ct),
            Sendings = await sendings.OfItemAsync(id, ct),
            Meetings = await meetings.AheadAsync(clock.Now, ct),
            Related = await related.OfAsync(id, user.Queues(), ct),
            // The reasons quote the post: of one that is closed they are not shown either.
            Authorities = item.Post is null ? null : await authorities.OfItemAsync(id, ct),
            Team = await team.OfAsync(item.Queue, ct),
            Account = user.AccountNumber(),
            Address = address,
        };
    }
}
