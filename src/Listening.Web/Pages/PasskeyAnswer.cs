using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages;

/// <summary>What the passkeys' script is told: where to go next, or what went wrong.</summary>
/// <param name="Next">An address of this service.</param>
/// <param name="Problem">A sentence.</param>
public sealed record PasskeyAnswer(string? Next, string? Problem)
{
    /// <summary>The problem with a form that came without its main thing.</summary>
    internal const string NothingSent = "The browser sent no passkey. Try again.";

    /// <summary>The answer.</summary>
    internal static JsonResult Of(string? problem, string next) => new(problem is null ? new PasskeyAnswer(next, null) : new PasskeyAnswer(null, problem));
}
