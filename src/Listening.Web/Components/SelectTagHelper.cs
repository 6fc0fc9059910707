using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>One choice of a select or of radios.</summary>
/// <param name="Value">What the form sends.</param>
/// <param name="Text">What people read.</param>
/// <param name="Hint">A sentence of help under it; radios show it.</param>
public sealed record Choice(string Value, string Text, string? Hint = null);

/// <summary>GOV.UK select with its label, hint and error.</summary>
[HtmlTargetElement("govuk-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTagHelper : TagHelper
{
    /// <summary>Name of the field in the form.</summary>
    public string Name { get; set; } = "";

    /// <summary>Id of the field; its name when not set.</summary>
    public string? Id { get; set; }

    /// <summary>The label's words.</summary>
    public string Label { get; set; } = "";

    /// <summary>Further classes of the label.</summary>
    public string? LabelClasses { get; set; }

    /// <summary>A sentence of help under the label.</summary>
    public string? Hint { get; set; }

    /// <summary>What is wrong with the choice.</summary>
    public string? Error { get; set; }

    /// <summary>The choices.</summary>
    public IReadOnlyList<Choice> Items { get; set; } = [];

    /// <summary>The choice that is made.</summary>
    public string? Value { get; set; }

    /// <summary>Further classes of the field.</summary>
    public string? Classes { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (string.IsNullOrEmpty(Error)) Error = null;
        if (string.IsNullOrEmpty(Hint)) Hint = null;
        var id = Id ?? Name;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        ComponentClass.Add(output, Error is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
        output.Content.AppendFormat(CultureInfo.InvariantCulture, "<label class=\"{0}\" for=\"{1}\">{2}</label>", LabelClasses is null ? "govuk-label" : $"govuk-label {LabelClasses}", id, Label);
        FieldParts.AppendHint(output.Content, id, Hint);
        FieldParts.AppendError(output.Content, id, Error);
        output.Content.AppendHtml(Field(id));
    }

    private TagBuilder Field(string id)
    {
        var field = new TagBuilder("select");
        field.Attributes["class"] = "govuk-select" + (Classes is null ? "" : $" {Classes}") + (Error is null ? "" : " govuk-select--error");
        field.Attributes["id"] = id;
        field.Attributes["name"] = Name;
        if (FieldParts.DescribedBy(id, Hint, Error) is { } describedBy) field.Attributes["aria-describedby"] = describedBy;
        foreach (var item in Items)
        {
            var option = new TagBuilder("option");
            option.Attributes["value"] = item.Value;
            if (!string.IsNullOrEmpty(Value) && string.Equals(item.Value, Value, StringComparison.Ordinal)) option.Attributes["selected"] = "";
            option.InnerHtml.Append(item.Text);
            field.InnerHtml.AppendHtml(option);
        }

        return field;
    }
}
