using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>GOV.UK generic header: a name on black, without crown or crest.</summary>
[HtmlTargetElement("govuk-generic-header")]
public sealed class GenericHeaderTagHelper : TagHelper
{
    /// <summary>Where the name leads.</summary>
    public string Url { get; set; } = "/";

    /// <summary>The name.</summary>
    public string LogoText { get; set; } = "";

    /// <summary>Classes of the box inside.</summary>
    public string ContainerClasses { get; set; } = "govuk-width-container";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        ComponentClass.Add(output, "govuk-generic-header");
        output.Content.AppendFormat(CultureInfo.InvariantCulture,
             "<div class=\"govuk-generic-header__container {0}\"><div class=\"govuk-generic-header__logo\">" +
            "<a href=\"{1}\" class=\"govuk-generic-header__homepage-link\">{2}</a></div></div>",
            ContainerClasses, Url, LogoText);
    }
}
