namespace Listening.Sources.Bluesky;

/// <summary>A signed-in session. All of it is secret.</summary>
/// <param name="AccessJwt">Opens every request; lives about two hours.</param>
/// <param name="RefreshJwt">Buys the next pair; lives about 90 days and is replaced at each use.</param>
/// <param name="Did">The reading account's stable id.</param>
public sealed record BlueskySession(string AccessJwt, string RefreshJwt, string Did)
{
    /// <summary>Says nothing, so that a session printed by mistake gives nothing away.</summary>
    public override string ToString() => nameof(BlueskySession);
}
