using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>One place in the navigation.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Href">Its address.</param>
/// <param name="Current">True when it is this page.</param>
/// <param name="Active">True when this page lies under it.</param>
public sealed record NavigationItem(string Text, string Href, bool Current = false, bool Active = false);

/// <summary>GOV.UK service navigation; what stands inside the element is put at its end.</summary>
[HtmlTargetElement("govuk-service-navigation")]
public sealed class ServiceNavigationTagHelper : TagHelper
{
    /// <summary>The places.</summary>
    public IReadOnlyList<NavigationItem> Items { get; set; } = [];

    /// <summary>Name of the service; left out when not set.</summary>
    public string? ServiceName { get; set; }

    /// <summary>Name of the region for screen readers, where one is needed.</summary>
    public string AriaLabel { get; set; } = "Service information";

    /// <summary>Name of the list for screen readers; that of the menu button when not set.</summary>
    public string? NavigationLabel { get; set; }

    /// <summary>Text of the button that unfolds the list on small screens.</summary>
    public string MenuButtonText { get; set; } = "Menu";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var end = await output.GetChildContentAsync();
        var hasEnd = !end.IsEmptyOrWhiteSpace;
        var isRegion = hasEnd || ServiceName is not null;
        output.TagName = isRegion ? "section" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (isRegion) output.Attributes.SetAttribute("aria-label", AriaLabel);
        ComponentClass.Add(output, "govuk-service-navigation");
        output.Attributes.SetAttribute("data-module", "govuk-service-navigation");

        var content = output.Content;
        content.SetHtmlContent(hasEnd
            ? "<div class=\"govuk-width-container govuk-service-navigation__inlining-container\">"
            : "<div class=\"govuk-width-container\">");
        content.AppendHtml("<div class=\"govuk-service-navigation__container\">");
        if (ServiceName is not null)
            content.AppendFormat(CultureInfo.InvariantCulture, "<span class=\"govuk-service-navigation__service-name\"><span class=\"govuk-service-navigation__text\">{0}</span></span>", ServiceName);
        if (Items.Count > 0) AppendList(content);
        content.AppendHtml("</div>");
        if (hasEnd) content.AppendHtml(end);
        content.AppendHtml("</div>");
    }

    private void AppendList(IHtmlContentBuilder content)
    {
        content.AppendFormat(CultureInfo.InvariantCulture, "<nav aria-label=\"{0}\" class=\"govuk-service-navigation__wrapper\">", NavigationLabel ?? MenuButtonText);
        if (Items.Count > 1)
            content.AppendFormat(CultureInfo.InvariantCulture, "<button type=\"button\" class=\"govuk-service-navigation__toggle govuk-js-service-navigation-toggle\" aria-controls=\"navigation\" hidden aria-hidden=\"true\">{0}</button>", MenuButtonText);
        content.AppendHtml("<ul class=\"govuk-service-navigation__list\" id=\"navigation\">");
        foreach (var item in Items)
        {
            content.AppendFormat(CultureInfo.InvariantCulture,
                 item.Current ? "<li class=\"govuk-service-navigation__item govuk-service-navigation__item--active\"><a class=\"govuk-service-navigation__link\" href=\"{0}\" aria-current=\"page\"><strong class=\"govuk-service-navigation__active-fallback\">{1}</strong></a></li>"
                : item.Active ? "<li class=\"govuk-service-navigation__item govuk-service-navigation__item--active\"><a class=\"govuk-service-navigation__link\" href=\"{0}\" aria-current=\"true\"><strong class=\"govuk-service-navigation__active-fallback\">{1}</strong></a></li>"
                : "<li class=\"govuk-service-navigation__item\"><a class=\"govuk-service-navigation__link\" href=\"{0}\">{1}</a></li>",
                item.Href, item.Text);
        }

        content.AppendHtml("</ul></nav>");
    }
}
