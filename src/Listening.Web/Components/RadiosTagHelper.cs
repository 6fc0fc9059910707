using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>GOV.UK radios, in a fieldset when they have a legend.</summary>
[HtmlTargetElement("govuk-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadiosTagHelper : TagHelper
{
    /// <summary>Name of the field in the form; the first choice has it as its id.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the ids begin with; the name when not set.</summary>
    public string? IdPrefix { get; set; }

    /// <summary>The question.</summary>
    public string? Legend { get; set; }

    /// <summary>Further classes of the legend.</summary>
    public string? LegendClasses { get; set; }

    /// <summary>A sentence of help under the question.</summary>
    public string? Hint { get; set; }

    /// <summary>What is wrong with the choice.</summary>
    public string? Error { get; set; }

    /// <summary>The choices.</summary>
    public IReadOnlyList<Choice> Items { get; set; } = [];

    /// <summary>The choice that is made.</summary>
    public string? Value { get; set; }

    /// <summary>Further classes, such as <c>govuk-radios--small</c>.</summary>
    public string? Classes { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (string.IsNullOrEmpty(Error)) Error = null;
        if (string.IsNullOrEmpty(Hint)) Hint = null;
        var id = IdPrefix ?? Name;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        ComponentClass.Add(output, Error is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
        var content = output.Content;
        if (Legend is not null)
        {
            content.AppendHtml("<fieldset class=\"govuk-fieldset\"");
            if (FieldParts.DescribedBy(id, Hint, Error) is { } describedBy) content.AppendFormat(CultureInfo.InvariantCulture, " aria-describedby=\"{0}\"", describedBy);
            content.AppendFormat(CultureInfo.InvariantCulture, "><legend class=\"{0}\">{1}</legend>", LegendClasses is null ? "govuk-fieldset__legend" : $"govuk-fieldset__legend {LegendClasses}", Legend);
        }

        FieldParts.AppendHint(content, id, Hint);
        FieldParts.AppendError(content, id, Error);
        content.AppendFormat(CultureInfo.InvariantCulture, "<div class=\"{0}\" data-module=\"govuk-radios\">", Classes is null ? "govuk-radios" : $"govuk-radios {Classes}");
        for (var at = 0; at < Items.Count; at++) AppendItem(content, at == 0 ? id : FormattableString.Invariant($"{id}-{at + 1}"), Items[at]);
        content.AppendHtml(Legend is null ? "</div>" : "</div></fieldset>");
    }

    private void AppendItem(IHtmlContentBuilder content, string id, Choice item)
    {
        var chosen = !string.IsNullOrEmpty(Value) && string.Equals(item.Value, Value, StringComparison.Ordinal);
        content.AppendFormat(CultureInfo.InvariantCulture,
            "<div class=\"govuk-radios__item\"><input class=\"govuk-radios__input\" id=\"{0}\" name=\"{1}\" type=\"radio\" value=\"{2}\"", id, Name, item.Value);
        if (chosen) content.AppendHtml(" checked");
        if (item.Hint is not null) content.AppendFormat(CultureInfo.InvariantCulture, " aria-describedby=\"{0}-item-hint\"", id);
        content.AppendFormat(CultureInfo.InvariantCulture, "><label class=\"govuk-label govuk-radios__label\" for=\"{0}\">{1}</label>", id, item.Text);
        if (item.Hint is not null)
            content.AppendFormat(CultureInfo.InvariantCulture, "<div id=\"{0}-item-hint\" class=\"govuk-hint govuk-radios__hint\">{1}</div>", id, item.Hint);
        content.AppendHtml("</div>");
    }
}
