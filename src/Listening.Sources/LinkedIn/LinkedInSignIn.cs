using System.Globalization;
using System.Text.Json;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.LinkedIn;

/// <summary>Hands out the session of one source, and renews it: one renewal at a time.</summary>
internal sealed class LinkedInSignIn(string source, LinkedInOptions options, HttpClient http, ISourceSecrets secrets, TimeProvider time) : IDisposable
{
    private const string Method = "accessToken";
    // Renewed before it ends, so that no request is spent on finding out.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);
    private static readonly TimeSpan AccessLife = TimeSpan.FromDays(60);

    private readonly ApiClient api = new(http, new RateWindows(0, RateHeaders.None), time, static _ => null);
    private readonly SemaphoreSlim gate = new(1, 1);
    private LinkedInSession? current;
    private DateTimeOffset notBefore;

    /// <summary>A session, renewed when the one the caller used was refused.</summary>
    /// <param name="refused">The access token that the server refused; null when the caller has none yet.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The session, or why there is none.</returns>
    public async Task<(LinkedInSession? Session, SourceFailure? Failure)> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (IsUsable(current, refused)) return (current, null);
            // Somebody else may have renewed it since.
            current = LinkedInSession.Read(await secrets.LoadAsync(source, cancellationToken));
            return IsUsable(current, refused) ? (current, null) : await RenewAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => gate.Dispose();

    private bool IsUsable(LinkedInSession? session, string? refused) =>
        session is not null && IsOfSettings(session) && session.AccessToken != refused && session.AccessUntil > time.GetUtcNow().UtcDateTime + Margin;

    private bool IsOfSettings(LinkedInSession session) => session.Given == LinkedInSession.GivenBy(options.RefreshToken);

    private async Task<(LinkedInSession?, SourceFailure?)> RenewAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < notBefore)
            return (null, new SourceFailure(SourceFailureKind.Unauthorised, "LinkedIn refused to renew the sign-in a moment ago; not tried again yet.", notBefore - now));

        var known = current is not null && IsOfSettings(current) ? current : null;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.SignInService, "/oauth/v2/accessToken"));
        request.Content = new FormUrlEncodedContent(
        [
            new("grant_type", "refresh_token"),
            new("refresh_token", known?.RefreshToken ?? options.RefreshToken),
            new("client_id", options.ClientId),
            new("client_secret", options.ClientSecret),
        ]);
        var answer = await api.SendAsync(Method, request, cancellationToken);
        if (answer.Status is 400 or 401 or 403)
        {
            notBefore = now + options.SignInPause;
            return (null, Refused(answer.Body?.Text("error"), known?.RefreshUntil));
        }

        return answer.Failure is not null ? (null, answer.Failure) : await KeepAsync(answer.Body!.Value, known, now.UtcDateTime);
    }

    private static SourceFailure Refused(string? error, DateTime? end) => new(
        SourceFailureKind.Unauthorised,
        error == "invalid_client"
            ? "LinkedIn refused the application's id and secret; look at the source's settings."
            : "LinkedIn no longer takes the refresh token. It lasts 365 days from the consent and cannot be prolonged"
                + (end is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; this one ends on {end:yyyy-MM-dd}"))
                + ". An administrator of the page has to give the consent again, and the new refresh token goes into the source's settings.",
        null);

    private async Task<(LinkedInSession?, SourceFailure?)> KeepAsync(JsonElement body, LinkedInSession? known, DateTime now)
    {
        if (body.Text("access_token") is not { Length: > 0 } access)
            return (null, new SourceFailure(SourceFailureKind.Rejected, "The server's answer to the renewal holds no access token.", null));

        current = new LinkedInSession(
            access,
            now + Life(body.Number("expires_in")) ?? now + AccessLife,
            body.Text("refresh_token") is { Length: > 0 } refresh ? refresh : known?.RefreshToken ?? options.RefreshToken,
            now + Life(body.Number("refresh_token_expires_in")) ?? known?.RefreshUntil,
            LinkedInSession.GivenBy(options.RefreshToken));
        // A stop between here and a finished save would cost the session, so this one save is not cancelled.
        await secrets.SaveAsync(source, current.Write(), CancellationToken.None);
        return (current, null);
    }

    private static TimeSpan? Life(long? seconds) => seconds is > 0 and < 100_000_000 ? TimeSpan.FromSeconds(seconds.Value) : null;
}
