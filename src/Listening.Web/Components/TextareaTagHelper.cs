using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>GOV.UK textarea with its label, hint and error. Attributes it does not know are given to its frame.</summary>
[HtmlTargetElement("govuk-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextareaTagHelper : TagHelper
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

    /// <summary>Lines that are seen at once.</summary>
    public int Rows { get; set; } = 5;

    /// <summary>Whether the browser checks the spelling; its own choice when not set.</summary>
    public bool? Spellcheck { get; set; }

    /// <summary>What the browser may fill in by itself.</summary>
    public string? Autocomplete { get; set; }

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
        var field = new TagBuilder("textarea");
        field.Attributes["class"] = "govuk-textarea" + (Error is null ? "" : " govuk-textarea--error") + (Classes is null ? "" : $" {Classes}");
        field.Attributes["id"] = id;
        field.Attributes["name"] = Name;
        field.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
        if (Spellcheck is { } check) field.Attributes["spellcheck"] = check ? "true" : "false";
        if (Autocomplete is not null) field.Attributes["autocomplete"] = Autocomplete;
        if (FieldParts.DescribedBy(id, Hint, Error) is { } describedBy) field.Attributes["aria-describedby"] = describedBy;
        // Browsers leave a first line break out.
        if (Value is not null) field.InnerHtml.Append(Value.StartsWith('\n') ? "\n" + Value : Value);
        return field;
    }
}
