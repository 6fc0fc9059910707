using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace Listening.Web.Components;

/// <summary>What the fields of a form have in common: hint, error, and how the field points to both.</summary>
internal static class FieldParts
{
    public static void AppendHint(IHtmlContentBuilder content, string id, string? hint)
    {
        if (hint is not null) content.AppendFormat(CultureInfo.InvariantCulture, "<div id=\"{0}-hint\" class=\"govuk-hint\">{1}</div>", id, hint);
    }

    public static void AppendError(IHtmlContentBuilder content, string id, string? error)
    {
        if (error is not null)
            content.AppendFormat(CultureInfo.InvariantCulture, "<p id=\"{0}-error\" class=\"govuk-error-message\"><span class=\"govuk-visually-hidden\">Error:</span> {1}</p>", id, error);
    }

    /// <summary>Ids of the hint and the error; null when there is neither.</summary>
    public static string? DescribedBy(string id, string? hint, string? error) => (hint, error) switch
    {
        (null, null) => null,
        (null, _) => $"{id}-error",
        (_, null) => $"{id}-hint",
        _ => $"{id}-hint {id}-error",
    };
}
