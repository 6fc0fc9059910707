using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>GOV.UK pagination in its block form: one link back, one link on. Writes nothing without either.</summary>
[HtmlTargetElement("govuk-pagination")]
public sealed class PaginationTagHelper : TagHelper
{
    private const string BackArrow =
        "<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\">" +
        "<path d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z\"></path></svg>";

    private const string OnArrow =
        "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\">" +
        "<path d=\"m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z\"></path></svg>";

    /// <summary>Address of the link back.</summary>
    public string? PreviousHref { get; set; }

    /// <summary>Its words; "Previous page" when not set.</summary>
    public string? PreviousText { get; set; }

    /// <summary>What is found there, as a second line.</summary>
    public string? PreviousLabel { get; set; }

    /// <summary>Address of the link on.</summary>
    public string? NextHref { get; set; }

    /// <summary>Its words; "Next page" when not set.</summary>
    public string? NextText { get; set; }

    /// <summary>What is found there, as a second line.</summary>
    public string? NextLabel { get; set; }

    /// <summary>Name of the landmark for screen readers.</summary>
    public string LandmarkLabel { get; set; } = "Pagination";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        // A page that binds a null here arrives as an empty string.
        if (string.IsNullOrEmpty(PreviousHref) && string.IsNullOrEmpty(NextHref))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        ComponentClass.Add(output, "govuk-pagination govuk-pagination--block");
        output.Attributes.SetAttribute("aria-label", LandmarkLabel);
        if (!string.IsNullOrEmpty(PreviousHref)) AppendLink(output.Content, "prev", BackArrow, PreviousHref, "Previous", PreviousText, PreviousLabel);
        if (!string.IsNullOrEmpty(NextHref)) AppendLink(output.Content, "next", OnArrow, NextHref, "Next", NextText, NextLabel);
    }

    private static void AppendLink(IHtmlContentBuilder content, string kind, string arrow, string href, string usual, string? text, string? label)
    {
        content.AppendFormat(CultureInfo.InvariantCulture, "<div class=\"govuk-pagination__{0}\"><a class=\"govuk-link govuk-pagination__link\" href=\"{1}\" rel=\"{0}\">", kind, href);
        content.AppendHtml(arrow);
        content.AppendHtml(label is null
            ? "<span class=\"govuk-pagination__link-title govuk-pagination__link-title--decorated\">"
            : "<span class=\"govuk-pagination__link-title\">");
        if (text is null) content.AppendFormat(CultureInfo.InvariantCulture, "{0}<span class=\"govuk-visually-hidden\"> page</span>", usual);
        else content.Append(text);
        content.AppendHtml("</span>");
        if (label is not null)
            content.AppendFormat(CultureInfo.InvariantCulture, "<span class=\"govuk-visually-hidden\">:</span><span class=\"govuk-pagination__link-label\">{0}</span>", label);
        content.AppendHtml("</a></div>");
    }
}
