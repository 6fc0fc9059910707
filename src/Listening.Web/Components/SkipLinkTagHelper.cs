using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>GOV.UK skip link: the first thing the keyboard reaches.</summary>
[HtmlTargetElement("govuk-skip-link")]
public sealed class SkipLinkTagHelper : TagHelper
{
    /// <summary>The element to go to.</summary>
    public string Href { get; set; } = "#content";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        ComponentClass.Add(output, "govuk-skip-link");
        output.Attributes.SetAttribute("href", Href);
        output.Attributes.SetAttribute("data-module", "govuk-skip-link");
    }
}
