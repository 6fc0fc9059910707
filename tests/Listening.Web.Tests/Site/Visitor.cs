using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Listening.Web.Tests.Site;

/// <summary>A browser without scripts: keeps cookies, does not follow redirects by itself.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri address)
    {
        var handler = new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public CookieContainer Cookies { get; } = new();

    // The headers are enough to begin with: a stream of events does not end.
    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    public async Task<IHtmlDocument> OpenAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await GetAsync(path);
        Assert.Equal(expected, response.StatusCode);
        return await ReadAsync(response);
    }

    /// <summary>Opens a page and sends its form in the page's main part, as somebody who presses the button does.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string form = "main form")
    {
        var page = await OpenAsync(path);
        var found = Assert.IsAssignableFrom<IHtmlFormElement>(page.QuerySelector(form));
        var fields = found.QuerySelectorAll("input[name]").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""));
        return await _http.PostAsync(new Uri(found.GetAttribute("action") ?? path, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    /// <summary>Fills in a page's form and presses one of its buttons.</summary>
    /// <param name="path">The page.</param>
    /// <param name="form">Which form.</param>
    /// <param name="values">What is typed or chosen, and the button, by name; what is not named stays as it is.</param>
    public async Task<HttpResponseMessage> FillAsync(string path, string form, params (string Name, string Value)[] values) =>
        await FillAsync(await OpenAsync(path), path, form, values);

    /// <summary>Fills in the form of a page that is open.</summary>
    public async Task<HttpResponseMessage> FillAsync(IDocument page, string path, string form, params (string Name, string Value)[] values)
    {
        var found = Assert.IsAssignableFrom<IHtmlFormElement>(page.QuerySelector(form));
        var fields = found.QuerySelectorAll("input[name]:not([type=radio]),input[type=radio][checked]")
            .ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value") ?? "", StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            Assert.True(found.QuerySelector($"[name={name}]") is not null, $"The form has no {name}.");
            fields[name] = value;
        }

        return await _http.PostAsync(new Uri(found.GetAttribute("action") ?? path, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    /// <summary>Fills fields of the page's form in by hand and presses the button of that name.</summary>
    public async Task<HttpResponseMessage> PressAsync(IHtmlDocument page, string button, params (string Name, string Value)[] typed)
    {
        var pressed = page.QuerySelectorAll("main button").Single(found => found.TextContent.Trim() == button);
        var form = pressed.Closest("form")!;
        var fields = form.QuerySelectorAll("input[name],select[name]")
            .Where(field => field.GetAttribute("type") is not ("radio" or "checkbox") || field.HasAttribute("checked"))
            .ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value") ?? "", StringComparer.Ordinal);
        if (pressed.GetAttribute("name") is { } own) fields[own] = pressed.GetAttribute("value") ?? "";
        foreach (var (name, value) in typed) fields[name] = value;
        var address = pressed.GetAttribute("formaction") ?? form.GetAttribute("action")!;
        return await _http.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    /// <summary>Sends these fields and nothing else.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await _http.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public async Task<HttpResponseMessage> PostWithoutTokenAsync(string path)
    {
        using var nothing = new FormUrlEncodedContent([]);
        return await _http.PostAsync(new Uri(path, UriKind.Relative), nothing);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    public void Dispose() => _http.Dispose();
}

/// <summary>Reading a page as a person does.</summary>
internal static class PageReading
{
    /// <summary>The text of the first element found, with runs of white space as one space.</summary>
    public static string Words(this IParentNode page, string selector)
    {
        var found = page.QuerySelector(selector);
        Assert.True(found is not null, $"There is no {selector}.");
        return string.Join(' ', found.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
