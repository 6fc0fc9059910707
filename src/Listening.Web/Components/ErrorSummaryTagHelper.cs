using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>One line of an error summary.</summary>
/// <param name="Text">What is wrong.</param>
/// <param name="Href">The field it is about; null when there is none.</param>
public sealed record ErrorLine(string Text, string? Href = null);

/// <summary>GOV.UK error summary: what is wrong, at the top of the page.</summary>
[HtmlTargetElement("govuk-error-summary")]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>Its heading.</summary>
    public string TitleText { get; set; } = "There is a problem";

    /// <summary>A sentence under the heading; left out when not set.</summary>
    public string? DescriptionText { get; set; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<ErrorLine> Errors { get; set; } = [];

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        ComponentClass.Add(output, "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        var content = output.Content;
        content.AppendFormat(CultureInfo.InvariantCulture, "<div role=\"alert\"><h2 class=\"govuk-error-summary__title\">{0}</h2><div class=\"govuk-error-summary__body\">", TitleText);
        if (DescriptionText is not null) content.AppendFormat(CultureInfo.InvariantCulture, "<p>{0}</p>", DescriptionText);
        if (Errors.Count > 0)
        {
            content.AppendHtml("<ul class=\"govuk-list govuk-error-summary__list\">");
            foreach (var line in Errors)
            {
                if (line.Href is null) content.AppendFormat(CultureInfo.InvariantCulture, "<li>{0}</li>", line.Text);
                else content.AppendFormat(CultureInfo.InvariantCulture, "<li><a href=\"{0}\">{1}</a></li>", line.Href, line.Text);
            }

            content.AppendHtml("</ul>");
        }

        content.AppendHtml("</div></div>");
    }
}
