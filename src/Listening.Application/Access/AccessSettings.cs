namespace Listening.Application.Access;

/// <summary>How people get in.</summary>
/// <param name="IsTrial">True when the service is only tried: whoever gets a link has all roles, and a link is all that is needed.</param>
/// <param name="AttemptsPerMinute">How often one address may try to sign in.</param>
public sealed record AccessSettings(bool IsTrial = false, int AttemptsPerMinute = 20);
