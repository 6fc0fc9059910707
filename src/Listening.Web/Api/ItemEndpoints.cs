using System.Globalization;
using System.Security.Claims;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Listening.Web.Api;

/// <summary>Items of the queues that a token may see. Whatever is given out is noted in the log first, as on the pages.</summary>
internal static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder api)
    {
        var items = api.MapGroup("").WithTags("Items");
        items.MapGet("/items", ListAsync).Needs(ApiScopes.ItemsRead).WithSummary("One page of a queue; Link and next lead to the one after.").ProducesProblem(400).ProducesProblem(404);
        items.MapGet("/items/{id:long}", FindAsync).Needs(ApiScopes.ItemsRead).WithSummary("One item; its ETag is its version.").Produces(304).ProducesProblem(404);
        items.MapPost("/items/{id:long}/actions", ActAsync).Needs(ApiScopes.ItemsAct)
            .WithSummary("Does something with an item. 204 when it is in a queue afterwards that the token may not see.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Ok<ItemList>, ProblemHttpResult>> ListAsync(
        [AsParameters] ItemQueryText asked, ITriageReader reader, ViewLog views, ClaimsPrincipal user, HttpContext context, CancellationToken ct)
    {
        var (filter, wrong, why) = asked.Read();
        if (filter is null) return ApiProblem.Of(StatusCodes.Status400BadRequest, why!, wrong);
        // As with items: a queue that a token may not see is not there.
        if (!QueuesOf(user).Contains(filter.Queue)) return ApiProblem.Of(StatusCodes.Status404NotFound, "There is no such queue for this token.");
        var page = await reader.ListAsync(filter, ct);
        await views.ItemsAsync(user.Account(), filter.Queue, page.Items.Count, ct);
        var next = page.Next?.ToString();
        if (next is not null) context.Response.Headers.Link = $"<{AddressOf(context.Request, next)}>; rel=\"next\"";
        return TypedResults.Ok(new ItemList([.. page.Items.Select(ItemRead.Of)], next, page.Total));
    }

    private static async Task<Results<Ok<ItemRead>, StatusCodeHttpResult, ProblemHttpResult>> FindAsync(
        long id, ITriageReader reader, ViewLog views, ClaimsPrincipal user, HttpContext context, CancellationToken ct)
    {
        if (await VisibleAsync(id, reader, user, ct) is not { } item) return Gone();
        var tag = TagOf(item);
        context.Response.GetTypedHeaders().ETag = tag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        if (item.Attention is not { IsClosed: true }) await views.ItemAsync(user.Account(), id, ct);
        return TypedResults.Ok(ItemRead.Of(item));
    }

    private static async Task<Results<Ok<ItemRead>, NoContent, ProblemHttpResult>> ActAsync(
        long id, ActionWrite asked, ITriageReader reader, TriageService triage, ViewLog views, ClaimsPrincipal user, TimeProvider time, HttpContext context, CancellationToken ct)
    {
        var (act, wrong) = asked.Read(id);
        if (act is null) return ApiProblem.Of(StatusCodes.Status400BadRequest, $"The value of {wrong} is not one that is known.", wrong);
        var result = (await triage.ActAsync([act], QueuesOf(user), user.Does(time.GetUtcNow().UtcDateTime, "Through the API."), ct))[0];
        if (result.Refusal is { } refusal) return Refused(refusal, result.Meanwhile);
        if (await VisibleAsync(id, reader, user, ct) is not { } item) return TypedResults.NoContent();
        if (item.Attention is not { IsClosed: true }) await views.ItemAsync(user.Account(), id, ct);
        context.Response.GetTypedHeaders().ETag = TagOf(item);
        return TypedResults.Ok(ItemRead.Of(item));
    }

    private static async Task<ItemView?> VisibleAsync(long id, ITriageReader reader, ClaimsPrincipal user, CancellationToken ct) =>
        await reader.FindAsync(id, ct) is { } item && QueuesOf(user).Contains(item.Queue) ? item : null;

    private static ProblemHttpResult Refused(ActRefusal refusal, ItemEvent? meanwhile)
    {
        var problem = refusal switch
        {
            ActRefusal.Gone => Gone(),
            ActRefusal.Incomplete => ApiProblem.Of(StatusCodes.Status400BadRequest, "Something is missing: move needs queue, close needs outcome, assign needs assignee, note needs note."),
            ActRefusal.Changed => ApiProblem.Of(StatusCodes.Status409Conflict, "Somebody did something with the item since it was read. Read it again."),
            ActRefusal.StateAlready => ApiProblem.Of(StatusCodes.Status409Conflict, "It is closed already; or for reopen: open already."),
            ActRefusal.OwnerAlready => ApiProblem.Of(StatusCodes.Status409Conflict, "It is theirs already; or for release: nobody's."),
            ActRefusal.QueueAlready => ApiProblem.Of(StatusCodes.Status409Conflict, "It is in that queue already."),
            ActRefusal.NotTheirQueue => ApiProblem.Of(StatusCodes.Status409Conflict, "That account does not see the item's queue."),
            _ => ApiProblem.Of(StatusCodes.Status409Conflict, "It can no longer be done."),
        };
        if (meanwhile is not null) problem.ProblemDetails.Extensions["meanwhile"] = new { at = meanwhile.At, did = meanwhile.Kind.ToString().ToLowerInvariant() };
        return problem;
    }

    private static ProblemHttpResult Gone() => ApiProblem.Of(StatusCodes.Status404NotFound, "There is no such item, it was deleted, or it is in a queue of others.");

    private static IReadOnlyList<TriageQueue> QueuesOf(ClaimsPrincipal user) => ApiScopes.Queues(ApiToken.ScopesOf(user));

    private static EntityTagHeaderValue TagOf(ItemView item) => new(string.Create(CultureInfo.InvariantCulture, $"\"{item.Version}\""));

    private static string AddressOf(HttpRequest request, string next)
    {
        var query = new QueryBuilder(request.Query.Where(part => part.Key != "after").SelectMany(part => part.Value, (part, value) => KeyValuePair.Create(part.Key, value ?? ""))) { { "after", next } };
        return $"{request.Path}{query}";
    }
}
