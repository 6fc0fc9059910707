using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.Bluesky;

/// <summary>Asks the server that holds an account's posts whether some are still there.</summary>
/// <remarks>
/// That is the reading account's own server when it says that it serves the account; else the one that the account's DID document
/// names. Another server's word proves nothing: the one that an account has moved away from says that the account is deactivated.
/// </remarks>
internal sealed class Repositories(BlueskyOptions options, BlueskyReader reader, HttpClient http, TimeProvider time)
{
    private readonly DidDocuments documents = new(options, http, time);

    /// <summary>Account, collection and key of a post's address; null when it is none.</summary>
    public static (string Did, string Collection, string Key)? Parts(string uri) =>
        uri.Split('/') is ["at:", "", ['d', 'i', 'd', ':', ..] did, { Length: > 0 } collection, { Length: > 0 } key] ? (did, collection, key) : null;

    /// <summary>Which of an account's posts are certainly gone.</summary>
    /// <returns>Their addresses; a failure only when nobody can be asked now. A server that does not answer leaves its accounts' posts as they are.</returns>
    public async Task<(IReadOnlyList<string> Missing, SourceFailure? Failure)> MissingAsync(string did, IReadOnlyList<string> uris, CancellationToken cancellationToken)
    {
        var own = await reader.GetAsync("com.atproto.repo.describeRepo", [new("repo", did)], cancellationToken);
        if (own.Failure is { } failure && Stops(failure)) return ([], failure);
        if (own.Failure is null && TolerantJson.Parse(own.Body)?.Text("did") == did)
            return await AskAsync((method, parameters) => reader.GetAsync(method, parameters, cancellationToken), did, uris);

        var home = await documents.FindAsync(did, cancellationToken);
        if (home.Failure is not null && Stops(home.Failure)) return ([], home.Failure);
        if (home.IsGone) return (uris, null);
        if (home.Server is null) return ([], null);
        var server = new XrpcClient(options with { Service = home.Server }, http, time);
        return await AskAsync((method, parameters) => server.GetAsync(method, parameters, token: null, cancellationToken), did, uris);
    }

    private static async Task<(IReadOnlyList<string>, SourceFailure?)> AskAsync(
        Func<string, KeyValuePair<string, string>[], Task<XrpcAnswer>> ask, string did, IReadOnlyList<string> uris)
    {
        var missing = new List<string>();
        foreach (var uri in uris)
        {
            var (_, collection, key) = Parts(uri)!.Value;
            var answer = await ask("com.atproto.repo.getRecord", [new("repo", did), new("collection", collection), new("rkey", key)]);
            if (answer.Failure is null) continue;
            if (IsAccountGone(answer.Error)) return (uris, null);
            if (answer.Error == "RecordNotFound") missing.Add(uri);
            else if (!answer.IsRequestRefused) return (missing, Stops(answer.Failure) ? answer.Failure : null);
            // Refused without a reason: servers do so for accounts that are not active.
            else if (await IsInactiveAsync(ask, did)) return (uris, null);
        }

        return (missing, null);
    }

    private static async Task<bool> IsInactiveAsync(Func<string, KeyValuePair<string, string>[], Task<XrpcAnswer>> ask, string did)
    {
        var answer = await ask("com.atproto.sync.getRepoStatus", [new("did", did)]);
        if (answer.Failure is not null) return IsAccountGone(answer.Error);
        return TolerantJson.Parse(answer.Body) is { } status && status.Text("did") == did && status.At("active").ValueKind == System.Text.Json.JsonValueKind.False;
    }

    private static bool IsAccountGone(string? error) => error is "RepoNotFound" or "RepoTakendown" or "RepoSuspended" or "RepoDeactivated";

    // The day's budget and the sign-in concern every call; anything else only this account's server.
    private static bool Stops(SourceFailure failure) => failure.Kind is SourceFailureKind.OverBudget or SourceFailureKind.Unauthorised;
}
