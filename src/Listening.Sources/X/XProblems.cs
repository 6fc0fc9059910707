using System.Text.Json;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.X;

/// <summary>Reads what X says is wrong, which may stand in a success as well. Its own sentences quote queries and names, so they are not passed on.</summary>
internal sealed class XProblems(TimeProvider time)
{
    /// <summary>Deleted, or its account is gone.</summary>
    public const string NotFound = "resource-not-found";

    /// <summary>Protected or suspended.</summary>
    public const string NotAuthorised = "not-authorized-for-resource";

    private const string UsageCapped = "usage-capped";

    // Credits may be bought at any time, so a source that has none looks again before the day is over.
    private static readonly TimeSpan BetweenLooksForCredits = TimeSpan.FromHours(1);

    /// <summary>What an answer means; null when it is no failure, or one that its status alone explains.</summary>
    public SourceFailure? Explain(ApiAnswer answer)
    {
        if (Types(answer.Body).Contains(UsageCapped))
        {
            var midnight = time.GetUtcNow().UtcDateTime.Date.AddDays(1);
            return new(SourceFailureKind.OverBudget, "X's cap on the posts that this app may read is reached. Raise the cap in X's developer console, or wait until it is new.", midnight - time.GetUtcNow().UtcDateTime);
        }

        return answer.Status switch
        {
            402 => new(SourceFailureKind.OverBudget, "The app's credits at X are used up. Buy credits in X's developer console.", BetweenLooksForCredits),
            401 => new(SourceFailureKind.Unauthorised, $"X refused the sign-in to {answer.Method} (401). Put a valid token of the app into the source's settings.", null),
            403 => new(SourceFailureKind.Unauthorised, $"X does not allow this app to use {answer.Method} (403{Named(answer.Body)}). Look at the app's plan and permissions in X's developer console.", null),
            400 => new(SourceFailureKind.Misconfigured, $"X does not take the request to {answer.Method} (400){Parameters(answer.Body)}.", null),
            _ => null,
        };
    }

    /// <summary>The last words of all problem types of an answer, for example <c>resource-not-found</c>.</summary>
    public static IReadOnlyList<string> Types(JsonElement? body) => body is not { } root ? [] : [.. root.Items("errors").Append(root).Select(TypeOf).OfType<string>()];

    /// <summary>The last word of a problem's type; null when it has none.</summary>
    public static string? TypeOf(JsonElement problem) =>
        problem.Text("type")?.Split('/')[^1] is { Length: > 0 and <= 64 } name && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? name : null;

    /// <summary>True when X names a parameter as wrong.</summary>
    public static bool Names(JsonElement? body, string parameter) => body is { } root && ParameterNames(root).Contains(parameter, StringComparer.Ordinal);

    private static string Named(JsonElement? body) => Types(body) is [var type, ..] && type != "blank" ? $", {type}" : "";

    private static string Parameters(JsonElement? body) =>
        body is { } root && ParameterNames(root).ToList() is { Count: > 0 } names ? $": it finds fault with {string.Join(", ", names)}" : "";

    private static IEnumerable<string> ParameterNames(JsonElement root) => root.Items("errors")
        .Select(error => error.At("parameters"))
        .Where(parameters => parameters.ValueKind == JsonValueKind.Object)
        .SelectMany(parameters => parameters.EnumerateObject().Select(parameter => parameter.Name))
        .Where(name => name.Length <= 32 && name.All(letter => char.IsAsciiLetter(letter) || letter is '_' or '.'))
        .Distinct(StringComparer.Ordinal);
}
