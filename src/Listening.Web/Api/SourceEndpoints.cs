using Listening.Application.Access;
using Listening.Application.Collection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Listening.Web.Api;

/// <summary>How the sources are doing.</summary>
internal static class SourceEndpoints
{
    public static void MapSources(this IEndpointRouteBuilder api) =>
        api.MapGet("/sources", ListAsync).Needs(ApiScopes.SourcesRead).WithTags("Sources").WithSummary("The configured sources and how they are doing, by name.");

    private static async Task<Ok<IReadOnlyList<SourceRead>>> ListAsync(ISourceReader reader, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<SourceRead>>([.. (await reader.ListAsync(ct)).Select(SourceRead.Of)]);
}

/// <summary>How a source is doing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Kind of connector.</param>
/// <param name="Healthy">True when its state is healthy.</param>
/// <param name="State">healthy, off (nobody has recorded by what right it is read), paused (a limit or budget is used up), silent or failing.</param>
/// <param name="Problem">What was wrong; null when it is healthy.</param>
/// <param name="LastSuccessAt">When it was last read without failure.</param>
/// <param name="Searches">Names of the searches that read it.</param>
public sealed record SourceRead(string Name, string Kind, bool Healthy, string State, string? Problem, DateTime? LastSuccessAt, IReadOnlyList<string> Searches)
{
    internal static SourceRead Of(SourceStatus source) =>
        new(source.Source, source.Kind, source.State == SourceState.Healthy, source.State.ToString().ToLowerInvariant(), source.Problem, source.LastSuccessAt, [.. source.Searches.Select(search => search.Search)]);
}
