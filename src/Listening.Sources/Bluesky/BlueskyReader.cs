using Listening.Core.Sources;

namespace Listening.Sources.Bluesky;

/// <summary>Calls query methods as the reading account, whose session is renewed in mid-run when the server says it is over.</summary>
internal sealed class BlueskyReader : IDisposable
{
    private readonly XrpcClient client;
    private readonly BlueskySignIn signIn;

    public BlueskyReader(string source, BlueskyOptions options, IBlueskySessionStore sessions, HttpClient http, TimeProvider time)
    {
        client = new XrpcClient(options, http, time);
        signIn = new BlueskySignIn(source, options, client, sessions, time);
    }

    /// <summary>Calls a method; renews the session at most once for it.</summary>
    public async Task<XrpcAnswer> GetAsync(string method, IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken cancellationToken)
    {
        string? refused = null;
        while (true)
        {
            var (session, failure) = await signIn.GetAsync(refused, cancellationToken);
            if (session is null) return new XrpcAnswer([], failure);
            var answer = await client.GetAsync(method, parameters, session.AccessJwt, cancellationToken);
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

    /// <inheritdoc />
    public void Dispose() => signIn.Dispose();
}
