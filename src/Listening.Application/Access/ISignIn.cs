namespace Listening.Application.Access;

/// <summary>Turns one-time sign-in links into signed-in people.</summary>
public interface ISignIn
{
    /// <summary>Uses up a link's token. Of two callers with the same token exactly one is signed in.</summary>
    /// <param name="token">The token as it stood in the link; anything at all may arrive here.</param>
    /// <param name="ct">Stops the call; a token is then either used up or not.</param>
    Task<SignInResult> RedeemAsync(string token, CancellationToken ct);
}
