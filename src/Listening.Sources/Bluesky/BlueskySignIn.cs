using System.Net.Http.Json;
using System.Text.Json;
using Listening.Core.Sources;

namespace Listening.Sources.Bluesky;

/// <summary>Hands out the session of one source, and renews it: one renewal at a time, a sign-in only when nothing else is left.</summary>
internal sealed class BlueskySignIn(
    string source, BlueskyOptions options, XrpcClient client, ISourceSecrets secrets, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private BlueskySession? current;
    private DateTimeOffset notBefore;

    /// <summary>A session, renewed when the one the caller used was refused.</summary>
    /// <param name="refused">The access token that the server refused; null when the caller has none yet.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The session, or why there is none.</returns>
    public async Task<(BlueskySession? Session, SourceFailure? Failure)> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (IsUsable(current, refused)) return (current, null);
            // Somebody else may have renewed it since: a refresh token is spent only once.
            current = BlueskySession.Read(await secrets.LoadAsync(source, cancellationToken));
            if (IsUsable(current, refused)) return (current, null);
            if (current is not null)
            {
                var answer = await client.PostAsync("com.atproto.server.refreshSession", content: null, current.RefreshJwt, cancellationToken);
                if (answer.Failure is null || !(answer.IsTokenRefused || answer.IsRequestRefused)) return await KeepAsync(answer, cancellationToken);
            }

            return await SignInAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    private static bool IsUsable(BlueskySession? session, string? refused) => session is not null && session.AccessJwt != refused;

    private async Task<(BlueskySession?, SourceFailure?)> SignInAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < notBefore)
            return (null, new SourceFailure(SourceFailureKind.Unauthorised, "The account and app password were refused a moment ago; not tried again yet.", notBefore - now));

        using var content = JsonContent.Create(new { identifier = options.Identifier, password = options.AppPassword });
        var answer = await client.PostAsync("com.atproto.server.createSession", content, token: null, cancellationToken);
        if (answer.Status is 400 or 401 or 403)
        {
            notBefore = now + options.SignInPause;
            return (null, new SourceFailure(
                SourceFailureKind.Unauthorised, $"The account and app password were refused ({answer.Error ?? "no reason given"}); expected an app password of the reading account.", null));
        }

        return await KeepAsync(answer, cancellationToken);
    }

    private async Task<(BlueskySession?, SourceFailure?)> KeepAsync(XrpcAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Failure is not null) return (null, answer.Failure);
        if (Read(answer.Body) is not { AccessJwt.Length: > 0, RefreshJwt.Length: > 0, Did.Length: > 0 } wire)
            return (null, new SourceFailure(SourceFailureKind.Rejected, "The server's answer to the sign-in holds no session.", null));

        current = new BlueskySession(wire.AccessJwt, wire.RefreshJwt, wire.Did);
        // The old refresh token is spent. A stop between here and a finished save would cost the session, so this one save is not cancelled.
        await secrets.SaveAsync(source, current.Write(), CancellationToken.None);
        return (current, null);
    }

    private static WireSession? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<WireSession>(body, WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
