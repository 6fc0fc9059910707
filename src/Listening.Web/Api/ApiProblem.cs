using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Listening.Web.Api;

/// <summary>Every failure of the API is a problem document (RFC 9457), never a page.</summary>
internal static class ApiProblem
{
    /// <summary>Where the API is.</summary>
    public const string Path = "/api";

    /// <summary>A problem as the answer of an endpoint.</summary>
    /// <param name="status">The status.</param>
    /// <param name="detail">What is wrong, in a sentence.</param>
    /// <param name="field">The member of the request it is about; null when there is none.</param>
    public static ProblemHttpResult Of(int status, string detail, string? field = null)
    {
        var problem = Details(status, detail);
        if (field is not null) problem.Extensions["field"] = field;
        return TypedResults.Problem(problem);
    }

    /// <summary>Writes a problem as the whole answer.</summary>
    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return TypedResults.Problem(Details(status, detail)).ExecuteAsync(context);
    }

    private static ProblemDetails Details(int status, string detail) => new() { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail };
}

/// <summary>Turns answers of the API that say only that something failed into problem documents.</summary>
internal sealed class ApiProblems(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(ApiProblem.Path, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        // Else the page that explains failures to people would take its place.
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        await next(context);
        var response = context.Response;
        if (response.StatusCode >= StatusCodes.Status400BadRequest && !response.HasStarted && response.ContentLength is null && response.ContentType is null)
            await ApiProblem.WriteAsync(context, response.StatusCode, Sentence(response.StatusCode));
    }

    /// <summary>What a status means.</summary>
    public static string Sentence(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request was not understood: look at the names and kinds of its members.",
        StatusCodes.Status405MethodNotAllowed => "This cannot be done here; Allow says what can.",
        StatusCodes.Status404NotFound => "There is nothing here.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON: Content-Type: application/json.",
        _ when status >= StatusCodes.Status500InternalServerError => "Something failed here; the log tells more.",
        _ => "The request was refused.",
    };
}

/// <summary>Answers what no endpoint of the API takes at once: there is nothing that anybody could sign in for.</summary>
internal sealed class ApiUnmatched(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(ApiProblem.Path, StringComparison.OrdinalIgnoreCase) || context.GetEndpoint() is RouteEndpoint) return next(context);
        // Routing's own answer to another method or kind of content.
        if (context.GetEndpoint()?.RequestDelegate is { } answer) return answer(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

/// <summary>Tells of exceptions in the API by a problem document as well; the log has the exception.</summary>
internal sealed class ApiExceptions : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request's own path is that of the page for people by now.
        if (httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path is not { } path || !new PathString(path).StartsWithSegments(ApiProblem.Path, StringComparison.OrdinalIgnoreCase)) return false;
        var status = (exception as Microsoft.AspNetCore.Http.BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
        await ApiProblem.WriteAsync(httpContext, status, ApiProblems.Sentence(status));
        return true;
    }
}
