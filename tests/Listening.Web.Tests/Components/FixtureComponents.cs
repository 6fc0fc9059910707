using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Listening.Web.Components;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Listening.Web.Tests.Components;

/// <summary>Turns the options of the library's examples into this project's components.</summary>
internal static class FixtureComponents
{
    /// <summary>The component with its attributes and content; null when the example uses an option the component does not have.</summary>
    public static (TagHelper Helper, TagHelperAttributeList Attributes, string Content)? Create(string component, JsonObject options)
    {
        var left = new Options(options);
        TagHelper helper = component switch
        {
            "button" => new ButtonTagHelper
            {
                Href = left.Text("href"),
                Type = left.Text("type"),
                Disabled = left.Flag("disabled") ?? false,
                PreventDoubleClick = left.Flag("preventDoubleClick"),
            },
            "tag" => new TagTagHelper(),
            "skip-link" => left.Text("href") is { } href ? new SkipLinkTagHelper { Href = href } : new SkipLinkTagHelper(),
            "generic-header" => new GenericHeaderTagHelper
            {
                LogoText = left.Text("logoText") ?? "",
                Url = left.Text("url") ?? "/",
                ContainerClasses = left.Text("containerClasses") ?? "govuk-width-container",
            },
            "error-summary" => new ErrorSummaryTagHelper
            {
                TitleText = left.Text("titleText") ?? "",
                DescriptionText = left.Text("descriptionText"),
                Errors = left.List("errorList", line => new ErrorLine(line.Text("text") ?? "", line.Text("href"))),
            },
            "pagination" => Pagination(left),
            "service-navigation" => Navigation(left),
            "input" => Input(left),
            "select" => Select(left),
            "textarea" => Textarea(left),
            "radios" => Radios(left),
            _ => throw new ArgumentOutOfRangeException(nameof(component), component, "No such component."),
        };
        var attributes = Attributes(component, left);
        // Values that the tag helper takes from the element as they are.
        if (component == "button")
            foreach (var name in new[] { "name", "value", "id" })
                if (left.Text(name) is { } value) attributes.SetAttribute(name, value);
        var content = left.Text("html") ?? (left.Text("text") is { } text ? WebUtility.HtmlEncode(text) : "");
        return left.AllTaken ? (helper, attributes, content) : null;
    }

    private static PaginationTagHelper Pagination(Options left)
    {
        var (back, on) = (left.Object("previous"), left.Object("next"));
        return new PaginationTagHelper
        {
            PreviousHref = back?.Text("href"),
            PreviousText = back?.Text("text"),
            PreviousLabel = back?.Text("labelText"),
            NextHref = on?.Text("href"),
            NextText = on?.Text("text"),
            NextLabel = on?.Text("labelText"),
            LandmarkLabel = left.Text("landmarkLabel") ?? "Pagination",
        };
    }

    private static ServiceNavigationTagHelper Navigation(Options left) => new()
    {
        ServiceName = left.Text("serviceName"),
        AriaLabel = left.Text("ariaLabel") ?? "Service information",
        NavigationLabel = left.Text("navigationLabel"),
        MenuButtonText = left.Text("menuButtonText") ?? "Menu",
        Items = left.List("navigation", item => new NavigationItem(
            item.Text("text") ?? "", item.Required("href"), item.Flag("current") ?? false, item.Flag("active") ?? false)),
    };

    private static InputTagHelper Input(Options left)
    {
        var (label, hint, error) = (left.Object("label"), left.Object("hint"), left.Object("errorMessage"));
        return new InputTagHelper
        {
            Name = left.Text("name") ?? "",
            Id = left.Text("id"),
            Value = left.Text("value"),
            Classes = left.Text("classes"),
            Type = left.Text("type") ?? "text",
            Spellcheck = left.Flag("spellcheck"),
            Autocomplete = left.Text("autocomplete"),
            Autocapitalize = left.Text("autocapitalize"),
            Label = label?.Text("text") ?? "",
            LabelClasses = label?.Text("classes"),
            Hint = hint?.Text("text"),
            Error = error?.Text("text"),
        };
    }

    private static TextareaTagHelper Textarea(Options left)
    {
        var (label, hint, error) = (left.Object("label"), left.Object("hint"), left.Object("errorMessage"));
        return new TextareaTagHelper
        {
            Name = left.Text("name") ?? "",
            Id = left.Text("id"),
            Value = left.Text("value"),
            Classes = left.Text("classes"),
            Rows = int.Parse(left.Text("rows") ?? "5", CultureInfo.InvariantCulture),
            Spellcheck = left.Flag("spellcheck"),
            Autocomplete = left.Text("autocomplete"),
            Label = label?.Text("text") ?? "",
            LabelClasses = label?.Text("classes"),
            Hint = hint?.Text("text"),
            Error = error?.Text("text"),
        };
    }

    private static SelectTagHelper Select(Options left)
    {
        var (label, hint, error) = (left.Object("label"), left.Object("hint"), left.Object("errorMessage"));
        return new SelectTagHelper
        {
            Name = left.Text("name") ?? "",
            Id = left.Text("id"),
            Value = left.Text("value"),
            Classes = left.Text("classes"),
            Label = label?.Text("text") ?? "",
            LabelClasses = label?.Text("classes"),
            Hint = hint?.Text("text"),
            Error = error?.Text("text"),
            Items = left.List("items", item => new Choice(item.Required("value"), item.Text("text") ?? "")),
        };
    }

    private static RadiosTagHelper Radios(Options left)
    {
        var (fieldset, hint, error) = (left.Object("fieldset"), left.Object("hint"), left.Object("errorMessage"));
        var legend = fieldset?.Object("legend");
        return new RadiosTagHelper
        {
            Name = left.Text("name") ?? "",
            IdPrefix = left.Text("idPrefix"),
            Value = left.Text("value"),
            Classes = left.Text("classes"),
            Legend = fieldset is null ? null : (legend ?? fieldset).Required("text"),
            LegendClasses = legend?.Text("classes"),
            Hint = hint?.Text("text"),
            Error = error?.Text("text"),
            Items = left.List("items", item => new Choice(item.Required("value"), item.Required("text"), item.Object("hint")?.Text("text")), whole: true),
        };
    }

    private static TagHelperAttributeList Attributes(string component, Options left)
    {
        var attributes = new TagHelperAttributeList();
        if (component is not ("input" or "select" or "radios" or "textarea") && left.Text("classes") is { } classes) attributes.SetAttribute("class", classes);
        if (component is not ("input" or "select" or "radios" or "textarea") && left.Object("attributes") is { } given)
            foreach (var (name, value) in given.Rest()) attributes.SetAttribute(name, value);
        return attributes;
    }

    /// <summary>Options of an example; what nobody asked for is left over.</summary>
    private sealed class Options(JsonObject options)
    {
        private readonly HashSet<string> _left = [.. options.Select(option => option.Key)];
        private readonly List<Options> _children = [];

        public bool AllTaken => _left.Count == 0 && _children.TrueForAll(child => child.AllTaken);

        public string? Text(string name) => _left.Remove(name) ? options[name]?.ToString() : null;

        /// <summary>An option without which the component cannot be made: its absence counts as something left over.</summary>
        public string Required(string name)
        {
            if (!options.ContainsKey(name)) _left.Add($"{name}, which is missing");
            return Text(name) ?? "";
        }

        public bool? Flag(string name) => _left.Remove(name) ? options[name]!.GetValue<bool>() : null;

        public Options? Object(string name) => _left.Remove(name) ? Child(options[name]!.AsObject()) : null;

        /// <summary>The given entries of a list; one of which an entry is missing is left over when all are needed.</summary>
        public IReadOnlyList<T> List<T>(string name, Func<Options, T> each, bool whole = false) =>
            (!whole || options[name]!.AsArray().All(IsGiven)) && _left.Remove(name) ? [.. options[name]!.AsArray().Where(IsGiven).Select(one => each(Child(one!.AsObject())))] : [];

        public IEnumerable<(string Name, string Value)> Rest()
        {
            _left.Clear();
            return options.Select(option => (option.Key, option.Value!.ToString()));
        }

        private static bool IsGiven(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Object;

        private Options Child(JsonObject found)
        {
            var child = new Options(found);
            _children.Add(child);
            return child;
        }
    }
}
