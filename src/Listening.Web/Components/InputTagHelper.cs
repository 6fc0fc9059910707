using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>GOV.UK text input with its label, hint and error.</summary>
[HtmlTargetElement("govuk-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTagHelper : TagHelper
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

    /// <summary>What is wrong with the value.</summary>
    public string? Error { get; set; }

    /// <summary>What stands in the field.</summary>
    public string? Value { get; set; }

    /// <summary>Further classes of the field.</summary>
    public string? Classes { get; set; }

    /// <summary>Type of the field.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Whether the browser checks the spelling; its own choice when not set.</summary>
    public bool? Spellcheck { get; set; }

    /// <summary>What the browser may fill in by itself.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Whether a telephone's keyboard starts with a capital.</summary>
    public string? Autocapitalize { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        // A page that binds a null here arrives as an empty string.
        if (string.IsNullOrEmpty(Error)) Error = null;
        if (string.IsNullOrEmpty(Hint)) Hint = null;
        var id = Id ?? Name;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        ComponentClass.Add(output, Error is null ? "govuk-form-group" : "govuk-form-group govuk-form-group--error");
        var content = output.Content;
        content.AppendFormat(CultureInfo.InvariantCulture, "<label class=\"{0}\" for=\"{1}\">{2}</label>", LabelClasses is null ? "govuk-label" : $"govuk-label {LabelClasses}", id, Label);
        FieldParts.AppendHint(content, id, Hint);
        FieldParts.AppendError(content, id, Error);
        content.AppendHtml(Field(id));
    }

    private TagBuilder Field(string id)
    {
        var field = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        field.Attributes["class"] = "govuk-input" + (Classes is null ? "" : $" {Classes}") + (Error is null ? "" : " govuk-input--error");
        field.Attributes["id"] = id;
        field.Attributes["name"] = Name;
        field.Attributes["type"] = Type;
        if (Spellcheck is { } check) field.Attributes["spellcheck"] = check ? "true" : "false";
        if (Value is not null) field.Attributes["value"] = Value;
        if (Autocomplete is not null) field.Attributes["autocomplete"] = Autocomplete;
        if (Autocapitalize is not null) field.Attributes["autocapitalize"] = Autocapitalize;
        var describedBy = FieldParts.DescribedBy(id, Hint, Error);
        if (describedBy is not null) field.Attributes["aria-describedby"] = describedBy;
        return field;
    }
}
