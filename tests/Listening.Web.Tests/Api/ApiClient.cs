using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Api;

/// <summary>A program that uses the API with a token.</summary>
internal sealed class ApiClient(TestSite site, string? token) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>A client whose token has these scopes.</summary>
    public static async Task<ApiClient> WithAsync(TestSite site, params string[] scopes) => new(site, await TokenAsync(site, scopes));

    public static async Task<string> TokenAsync(TestSite site, params string[] scopes)
    {
        var result = await site.Get<ApiTokenService>().IssueAsync(new ApiTokenDraft("for-a-test", scopes, 30), new OperationContext("1", TestSite.Now, "Test."), CancellationToken.None);
        Assert.Null(result.Refusal);
        return result.Token!;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body);
        return _http.SendAsync(request);
    }

    public async Task<JsonElement> ReadAsync(HttpMethod method, string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{method} {path} answered {response.StatusCode}: {text}");
        Assert.Equal((int)expected < 400 ? "application/json" : "application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var read = JsonSerializer.Deserialize<JsonElement>(text);
        if ((int)expected >= 400) Assert.Equal((int)expected, read.GetProperty("status").GetInt32());
        return read;
    }

    public Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) => ReadAsync(HttpMethod.Get, path, null, expected);

    public void Dispose() => _http.Dispose();
}
