using System.Security.Claims;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Searches;
using Listening.Core.Routing;
using Listening.Core.Sources;
using Listening.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Listening.Web.Api;

/// <summary>Saved searches: the same services as the pages and the commands.</summary>
internal static class SearchEndpoints
{
    public static void MapSearches(this IEndpointRouteBuilder api)
    {
        var searches = api.MapGroup("").WithTags("Searches");
        searches.MapGet("/searches", ListAsync).Needs(ApiScopes.SearchesRead).WithSummary("All saved searches, by name.");
        searches.MapGet("/searches/{name}", FindAsync).Needs(ApiScopes.SearchesRead).WithSummary("One search with its versions and last runs.").ProducesProblem(404);
        searches.MapPost("/searches", AddAsync).Needs(ApiScopes.SearchesWrite).WithSummary("Adds a search.").ProducesProblem(400);
        searches.MapPut("/searches/{name}", ChangeAsync).Needs(ApiScopes.SearchesWrite).WithSummary("Changes a search: the next version.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        searches.MapPost("/searches/{name}/pause", PauseAsync).Needs(ApiScopes.SearchesWrite).WithSummary("Pauses a search: it asks no source and matches nothing new.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        searches.MapPost("/searches/{name}/resume", ResumeAsync).Needs(ApiScopes.SearchesWrite).WithSummary("Lets a paused search go on.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        searches.MapPost("/searches/{name}/run", RunAsync).Needs(ApiScopes.SearchesWrite).WithSummary("Asks for a run within seconds.").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Ok<IReadOnlyList<SearchRead>>> ListAsync(SearchReader reader, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<SearchRead>>([.. (await reader.ListAsync(ct)).Select(SearchRead.Of)]);

    private static async Task<Results<Ok<SearchPast>, ProblemHttpResult>> FindAsync(string name, SearchReader reader, CancellationToken ct) =>
        await reader.FindAsync(name, ct) is { } found ? TypedResults.Ok(SearchPast.Of(found)) : Missing(name);

    private static async Task<Results<Created<SearchRead>, ProblemHttpResult>> AddAsync(
        SearchWrite asked, SearchService service, SearchReader reader, ClaimsPrincipal user, TimeProvider time, CancellationToken ct)
    {
        var (draft, wrong) = DraftOf(asked, asked.Name ?? "");
        if (draft is null) return wrong!;
        var result = await service.AddAsync(draft, user.Does(time.GetUtcNow().UtcDateTime, asked.Reason.Trim()), ct);
        if (result.Refusal is not null) return Refused(result);
        return TypedResults.Created($"/api/v1/searches/{draft.Name}", await ReadAsync(reader, draft.Name, ct));
    }

    private static async Task<Results<Ok<SearchRead>, ProblemHttpResult>> ChangeAsync(
        string name, SearchWrite asked, SearchChanges changes, SearchReader reader, ClaimsPrincipal user, TimeProvider time, CancellationToken ct)
    {
        if (asked.Name is not null && asked.Name != name) return ApiProblem.Of(StatusCodes.Status400BadRequest, "A search keeps its name.", "name");
        if (asked.Version is not { } version) return ApiProblem.Of(StatusCodes.Status400BadRequest, "Say which version is changed.", "version");
        var (draft, wrong) = DraftOf(asked, name);
        if (draft is null) return wrong!;
        var result = await changes.ChangeAsync(draft, version, user.Does(time.GetUtcNow().UtcDateTime, asked.Reason.Trim()), ct);
        return result.Refusal is null ? TypedResults.Ok(await ReadAsync(reader, name, ct)) : Refused(result);
    }

    private static Task<Results<Ok<SearchRead>, ProblemHttpResult>> PauseAsync(
        string name, ReasonWrite why, SearchChanges changes, SearchReader reader, ClaimsPrincipal user, TimeProvider time, CancellationToken ct) =>
        DoAsync(name, why, reader, user, time, operation => changes.PauseAsync(name, operation, ct), ct);

    private static Task<Results<Ok<SearchRead>, ProblemHttpResult>> ResumeAsync(
        string name, ReasonWrite why, SearchChanges changes, SearchReader reader, ClaimsPrincipal user, TimeProvider time, CancellationToken ct) =>
        DoAsync(name, why, reader, user, time, operation => changes.ResumeAsync(name, operation, ct), ct);

    private static async Task<Results<Accepted, ProblemHttpResult>> RunAsync(
        string name, ReasonWrite why, SearchRuns runs, ClaimsPrincipal user, TimeProvider time, CancellationToken ct)
    {
        if (ReasonText.RefusalOf(why.Reason.Trim()) is { } refusal) return ApiProblem.Of(StatusCodes.Status400BadRequest, refusal, "reason");
        var result = await runs.AskAsync(name, user.Does(time.GetUtcNow().UtcDateTime, why.Reason.Trim()), ct);
        return result.Refusal is null ? TypedResults.Accepted($"/api/v1/searches/{name}") : Refused(result);
    }

    private static async Task<Results<Ok<SearchRead>, ProblemHttpResult>> DoAsync(
        string name, ReasonWrite why, SearchReader reader, ClaimsPrincipal user, TimeProvider time,
        Func<OperationContext, Task<SearchCommandResult>> change, CancellationToken ct)
    {
        if (ReasonText.RefusalOf(why.Reason.Trim()) is { } refusal) return ApiProblem.Of(StatusCodes.Status400BadRequest, refusal, "reason");
        var result = await change(user.Does(time.GetUtcNow().UtcDateTime, why.Reason.Trim()));
        return result.Refusal is null ? TypedResults.Ok(await ReadAsync(reader, name, ct)) : Refused(result);
    }

    private static (SearchDraft? Draft, ProblemHttpResult? Wrong) DraftOf(SearchWrite asked, string name)
    {
        if (ReasonText.RefusalOf(asked.Reason.Trim()) is { } why) return (null, ApiProblem.Of(StatusCodes.Status400BadRequest, why, "reason"));
        if (SearchPurposes.Find(asked.Purpose) is not { } purpose)
            return (null, ApiProblem.Of(StatusCodes.Status400BadRequest, $"There is no such purpose; there is {string.Join(", ", SearchPurposes.AllNames)}.", "purpose"));
        if (Enum.GetValues<SearchKind>().Where(kind => kind.ToString().ToLowerInvariant() == asked.Kind).ToArray() is not [var kind])
            return (null, ApiProblem.Of(StatusCodes.Status400BadRequest, "There is no such kind; there is keywords, mentions, account, list.", "kind"));
        return (new SearchDraft
        {
            Name = name,
            Query = asked.Query,
            Purpose = purpose,
            Kind = kind,
            Target = asked.Target,
            Sources = asked.Sources,
            Schedule = new SearchSchedule(asked.Cron, asked.EverySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null),
        }, null);
    }

    private static async Task<SearchRead> ReadAsync(SearchReader reader, string name, CancellationToken ct) =>
        SearchRead.Of((await reader.FindAsync(name, ct))!.Overview);

    private static ProblemHttpResult Missing(string name) => Refused(SearchCommandResult.Missing(name));

    private static ProblemHttpResult Refused(SearchCommandResult result) => result.Fault switch
    {
        SearchFault.Missing => ApiProblem.Of(StatusCodes.Status404NotFound, "There is no search of this name."),
        SearchFault.Changed or SearchFault.State => ApiProblem.Of(StatusCodes.Status409Conflict, result.Refusal!),
        SearchFault.Schedule => ApiProblem.Of(StatusCodes.Status400BadRequest, result.Refusal!, "everySeconds"),
        var field => ApiProblem.Of(StatusCodes.Status400BadRequest, result.Refusal!, field.ToString()!.ToLowerInvariant()),
    };
}
