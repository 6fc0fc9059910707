using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Listening.Core.Sources;

namespace Listening.Sources.Bluesky;

/// <summary>Calls methods as the reading account, whose session is renewed in mid-run when the server says it is over.</summary>
internal sealed class BlueskyReader : IDisposable
{
    private readonly XrpcClient client;
    private readonly BlueskySignIn signIn;

    public BlueskyReader(string source, BlueskyOptions options, ISourceSecrets secrets, HttpClient http, TimeProvider time)
    {
        client = new XrpcClient(options, http, time);
        signIn = new BlueskySignIn(source, options, client, secrets, time);
    }

    /// <summary>Calls a query method.</summary>
    public Task<XrpcAnswer> GetAsync(string method, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken) =>
        AskAsync(session => client.GetAsync(method, parameters, session.AccessJwt, cancellationToken), cancellationToken);

    /// <summary>Calls a procedure method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="body">Makes its body, given the account's stable id.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<XrpcAnswer> PostAsync(string method, Func<string, JsonObject> body, CancellationToken cancellationToken) => AskAsync(
        async session =>
        {
            using var content = JsonContent.Create(body(session.Did));
            return await client.PostAsync(method, content, session.AccessJwt, cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc />
    public void Dispose() => signIn.Dispose();

    // Renews the session at most once for a call.
    private async Task<XrpcAnswer> AskAsync(Func<BlueskySession, Task<XrpcAnswer>> ask, CancellationToken cancellationToken)
    {
        string? refused = null;
        while (true)
        {
            var (session, failure) = await signIn.GetAsync(refused, cancellationToken);
            if (session is null) return new XrpcAnswer([], failure);
            var answer = await ask(session);
            if (!answer.IsTokenRefused) return answer;
            if (refused is not null)
            {
                return answer with
                {
                    Failure = answer.Failure! with { Kind = SourceFailureKind.Unauthorised },
                };
            }

            refused = session.AccessJwt;
        }
    }
}
