using Listening.Web.Assets;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>Fills in the versioned address of an embedded file: <c>asset</c> on a link becomes href, on a script src.</summary>
[HtmlTargetElement("link", Attributes = AttributeName, TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("script", Attributes = AttributeName)]
[HtmlTargetElement("a", Attributes = AttributeName)]
public sealed class AssetTagHelper : TagHelper
{
    private const string AttributeName = "asset";
    private readonly AssetStore _store;

    /// <summary>Created by the view engine.</summary>
    public AssetTagHelper(AssetStore store) => _store = store;

    /// <summary>Name of the file.</summary>
    public string Asset { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Attributes.SetAttribute(string.Equals(output.TagName, "script", StringComparison.Ordinal) ? "src" : "href", _store.Address(Asset));
    }
}
