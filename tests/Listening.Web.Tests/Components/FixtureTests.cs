using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Tests.Components;

/// <summary>Holds every component against GOV.UK Frontend's own examples of it: same elements, attributes and words.</summary>
public class FixtureTests
{
    // With each component the number of the library's examples that use only options it has: losing an option fails here.
    [Theory]
    [InlineData("button", 34)]
    [InlineData("error-summary", 12)]
    [InlineData("generic-header", 4)]
    [InlineData("input", 21)]
    [InlineData("pagination", 5)]
    [InlineData("radios", 13)]
    [InlineData("select", 6)]
    [InlineData("service-navigation", 15)]
    [InlineData("skip-link", 9)]
    [InlineData("tag", 12)]
    [InlineData("textarea", 11)]
    public async Task Looks_as_the_library_says(string component, int examples)
    {
        var held = 0;
        var wrong = new List<string>();
        foreach (var fixture in Read(component))
        {
            if (FixtureComponents.Create(component, fixture["options"]!.AsObject()) is not var (helper, attributes, content)) continue;
            held++;
            var expected = Shape(fixture["html"]!.GetValue<string>());
            var actual = Shape(await RenderAsync(helper, attributes, content));
            if (expected != actual) wrong.Add($"{fixture["name"]}\nexpected\n{expected}\nfound\n{actual}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.Equal(examples, held);
    }

    private static IEnumerable<JsonObject> Read(string component)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Components", "Fixtures", component + ".json"));
        return JsonNode.Parse(text)!["fixtures"]!.AsArray().Select(fixture => fixture!.AsObject());
    }

    private static async Task<string> RenderAsync(TagHelper helper, TagHelperAttributeList attributes, string content)
    {
        var context = new TagHelperContext("x", [], new Dictionary<object, object>(), "x");
        var output = new TagHelperOutput("x", attributes, (_, _) =>
            Task.FromResult<TagHelperContent>(new DefaultTagHelperContent().SetHtmlContent(content)));
        await helper.ProcessAsync(context, output);
        // The view engine does this too when the helper leaves the content alone.
        if (!output.IsContentModified && output.TagName is not null) output.Content.SetHtmlContent(await output.GetChildContentAsync());
        await using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static string Shape(string html) =>
        string.Join('\n', new HtmlParser().ParseDocument(html).Body!.ChildNodes.Select(node => Shape(node, 0)).Where(line => line.Length > 0));

    private static string Shape(INode node, int depth)
    {
        var margin = new string(' ', depth * 2);
        if (node is IText text)
            return string.Join(' ', text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } words ? margin + words : "";
        if (node is not IElement element) return "";
        var attributes = element.Attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal)
            .Select(attribute => $" {attribute.Name}=\"{Value(attribute)}\"");
        var inside = element.ChildNodes.Select(child => Shape(child, depth + 1)).Where(line => line.Length > 0);
        return string.Join('\n', [$"{margin}<{element.LocalName}{string.Concat(attributes)}>", .. inside]);
    }

    private static string Value(IAttr attribute) => attribute.Name == "class"
        ? string.Join(' ', attribute.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))
        : attribute.Value;
}
