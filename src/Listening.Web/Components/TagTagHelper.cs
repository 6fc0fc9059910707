using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>GOV.UK tag: a short status.</summary>
[HtmlTargetElement("govuk-tag")]
public sealed class TagTagHelper : TagHelper
{
    /// <summary>One of the library's colours, for example <c>red</c>; its standard colour when not set.</summary>
    public string? Colour { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "strong";
        output.TagMode = TagMode.StartTagAndEndTag;
        ComponentClass.Add(output, Colour is null ? "govuk-tag" : $"govuk-tag govuk-tag--{Colour}");
    }
}
