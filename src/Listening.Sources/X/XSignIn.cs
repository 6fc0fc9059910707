using System.Net.Http.Headers;
using System.Text;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.X;

/// <summary>Hands out the answering account's sign-in, and renews it: one renewal at a time, for X takes a refresh token once.</summary>
internal sealed class XSignIn(string source, XOptions options, XClient client, ISourceSecrets secrets, TimeProvider time) : IDisposable
{
    private const string Again = "Sign the account in again for this app (scopes tweet.read, tweet.write, users.read, offline.access) and put the new refresh token into the source's settings.";

    // A token that ends while the request is on its way is no use.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim gate = new(1, 1);
    private XSession? current;

    /// <summary>A sign-in, renewed when it is over or the one the caller used was refused.</summary>
    /// <param name="refused">The access token that X refused; null when the caller has none yet.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The sign-in, or why there is none.</returns>
    public async Task<(XSession? Session, SourceFailure? Failure)> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        if (options is not { RefreshToken.Length: > 0, ClientId.Length: > 0 })
            return (null, new SourceFailure(SourceFailureKind.Misconfigured, "To answer on X, the source's settings need ClientId and RefreshToken.", null));
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (IsUsable(current, refused)) return (current, null);
            // Somebody else may have renewed it since.
            current = Kept(XSession.Read(await secrets.LoadAsync(source, cancellationToken)));
            return IsUsable(current, refused) ? (current, null) : await RenewAsync(current ?? XSession.Begin(options.RefreshToken), cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    private bool IsUsable(XSession? session, string? refused) =>
        session is { AccessToken.Length: > 0 } && session.AccessToken != refused && session.Until - Early > time.GetUtcNow().UtcDateTime;

    // Somebody put another first token into the settings: what came of the old one is over.
    private XSession? Kept(XSession? session) => session?.First == XSession.DigestOf(options.RefreshToken!) ? session : null;

    private async Task<(XSession?, SourceFailure?)> RenewAsync(XSession old, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = old.RefreshToken };
        AuthenticationHeaderValue? authorisation = null;
        if (options.ClientSecret is { Length: > 0 } secret)
            authorisation = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(options.ClientId!)}:{Uri.EscapeDataString(secret)}")));
        else form["client_id"] = options.ClientId!;
        using var content = new FormUrlEncodedContent(form);
        var answer = await client.PostAsync("/2/oauth2/token", content, authorisation, cost: 0, cancellationToken);
        if (answer.Status is 400 or 401 or 403) return (null, Refused(answer));
        if (answer.Failure is not null) return (null, answer.Failure);
        if (answer.Body is not { } body || body.Text("access_token") is not { Length: > 0 } access)
            return (null, new SourceFailure(SourceFailureKind.Rejected, "X's answer to the renewal of the sign-in holds no token.", null));

        var until = time.GetUtcNow().UtcDateTime.AddSeconds(Math.Clamp(body.Number("expires_in") ?? 0, 0, 86_400));
        // Without offline.access there is none; the one that was sent is spent all the same, which the next renewal will tell.
        current = new XSession(access, body.Text("refresh_token") is { Length: > 0 } next ? next : old.RefreshToken, until, old.First);
        // The old refresh token is spent. A stop between here and a finished save would cost the sign-in, so this one save is not cancelled.
        await secrets.SaveAsync(source, current.Write(), CancellationToken.None);
        return (current, null);
    }

    private static SourceFailure Refused(ApiAnswer answer) => new(
        SourceFailureKind.Unauthorised,
        answer.Body?.Text("error") is "invalid_client" or "unauthorized_client"
            ? "X does not know the app that answers. Put its client id, and its client secret if it has one, into the source's settings."
            : $"X no longer takes the answering account's sign-in; it may have been revoked. {Again}",
        null);
}
