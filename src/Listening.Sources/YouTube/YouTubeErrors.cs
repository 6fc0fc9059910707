using System.Globalization;
using System.Text.Json;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.Json;

namespace Listening.Sources.YouTube;

/// <summary>What the platform's errors mean: <c>{error:{code,message,errors:[{reason}]}}</c>.</summary>
internal static class YouTubeErrors
{
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    /// <summary>The platform's own name of the error; null when the answer names none. Its message is not passed on: it quotes ids and keys.</summary>
    public static string? Reason(JsonElement? body)
    {
        var error = (body ?? default).At("error");
        // Newer errors name the reason that matters among the details, and call it "badRequest" in the list.
        var detailed = error.Items("details").Select(detail => detail.Text("reason"));
        var listed = error.Items("errors").Select(each => each.Text("reason"));
        return detailed.Concat(listed).FirstOrDefault(IsName);
    }

    /// <summary>The failure of an answer, in words fit for staff; null when it is none.</summary>
    public static SourceFailure? Explain(ApiAnswer answer, DateTimeOffset now)
    {
        if (answer.Failure is not { } general || answer.Status is not { } status || status >= 500) return answer.Failure;
        var reason = Reason(answer.Body);
        var said = string.Create(CultureInfo.InvariantCulture, $"The platform answered {status}{(reason is null ? "" : " ")}{reason} to {answer.Method}");
        return reason switch
        {
            "quotaExceeded" or "dailyLimitExceeded" or "RATE_LIMIT_EXCEEDED" when reason != "RATE_LIMIT_EXCEEDED" || IsDaily(answer) =>
                new(SourceFailureKind.OverBudget, $"{said}: the day's quota is spent. It is new at midnight Pacific time.", QuotaDay.UntilNext(now)),
            "rateLimitExceeded" or "userRateLimitExceeded" or "RATE_LIMIT_EXCEEDED" =>
                new(SourceFailureKind.RateLimited, $"{said}: too many requests at a time.", general.RetryAfter ?? Moment),
            "API_KEY_INVALID" or "keyInvalid" or "keyExpired" or "API_KEY_SERVICE_BLOCKED" or "accessNotConfigured" or "SERVICE_DISABLED" or "ipRefererBlocked" or "API_KEY_IP_ADDRESS_BLOCKED" =>
                new(SourceFailureKind.Unauthorised, $"{said}. Check the API key, its restrictions, and that the YouTube Data API v3 is enabled for its project.", null),
            "commentsDisabled" => new(SourceFailureKind.Misconfigured, $"{said}: comments are turned off there.", null),
            "channelNotFound" or "playlistNotFound" or "videoNotFound" =>
                new(SourceFailureKind.Misconfigured, $"{said}. Check that the channel or playlist that the search names is there and public.", null),
            // The platform says this of its own passing trouble, with a status that blames the request.
            "processingFailure" or "backendError" => new(SourceFailureKind.Unavailable, $"{said}.", general.RetryAfter),
            _ when status is 401 or 403 => new(SourceFailureKind.Unauthorised, $"{said}. Check that the API key may read this and that what is asked for is public.", null),
            _ => general with { Message = $"{said}." },
        };
    }

    /// <summary>True for a refusal that concerns one video or one comment only: the reading goes on with the next.</summary>
    public static bool IsOfOneItem(string? reason) => IsGone(reason)
        || reason is "commentsDisabled" or "forbidden" or "insufficientPermissions" or "videoNotAvailable" or "operationNotSupported";

    /// <summary>True for a refusal of a page's token, which the platform has forgotten.</summary>
    public static bool IsOfToken(string? reason) => reason is "invalidPageToken" or "pageTokenInvalid";

    /// <summary>True for a refusal that the next call for another list will not meet.</summary>
    public static bool IsOfOneList(string? reason) => IsOfOneItem(reason) || IsOfToken(reason);

    /// <summary>True when the refusal says that the video or comment is not there any more.</summary>
    public static bool IsGone(string? reason) => reason is "videoNotFound" or "commentNotFound" or "commentThreadNotFound" or "parentCommentNotFound";

    // One name for the limits of a minute and of a day; which of them it is stands beside it.
    private static bool IsDaily(ApiAnswer answer)
    {
        var error = (answer.Body ?? default).At("error");
        return error.Items("errors").Any(each => each.Text("reason") is "quotaExceeded" or "dailyLimitExceeded")
            || error.Items("details").Any(detail => detail.At("metadata").Text("quota_limit")?.Contains("PerDay", StringComparison.OrdinalIgnoreCase) == true);
    }

    private static bool IsName(string? reason) => reason is { Length: > 0 and <= 64 } && reason.All(letter => char.IsAsciiLetter(letter) || letter == '_');
}
