using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Components;

/// <summary>Puts a component's own class before those a page gives it.</summary>
internal static class ComponentClass
{
    public static void Add(TagHelperOutput output, string own)
    {
        var given = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(given) ? own : $"{own} {given}");
    }
}
