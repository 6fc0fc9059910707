using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>GOV.UK button; with <see cref="Href"/> a link that looks like one.</summary>
[HtmlTargetElement("govuk-button")]
public sealed class ButtonTagHelper : TagHelper
{
    /// <summary>Address, for a link.</summary>
    public string? Href { get; set; }

    /// <summary><c>submit</c> when not set.</summary>
    public string? Type { get; set; }

    /// <summary>True when it cannot be pressed.</summary>
    public bool Disabled { get; set; }

    /// <summary>Whether a second press within a second is passed over; the script's own choice when not set.</summary>
    public bool? PreventDoubleClick { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = Href is null ? "button" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        ComponentClass.Add(output, "govuk-button");
        output.Attributes.SetAttribute("data-module", "govuk-button");
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
            return;
        }

        output.Attributes.SetAttribute("type", Type ?? "submit");
        if (PreventDoubleClick is { } prevent) output.Attributes.SetAttribute("data-prevent-double-click", prevent ? "true" : "false");
        if (!Disabled) return;
        output.Attributes.Add(new TagHelperAttribute("disabled"));
        output.Attributes.SetAttribute("aria-disabled", "true");
    }
}
