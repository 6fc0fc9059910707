using System.Net;
using System.Text.RegularExpressions;
using Listening.TestSupport.Executable;
using Xunit;

namespace Listening.Host.Tests.Serving;

/// <summary>Signing in by the link that the executable prints, as a browser without scripts does it.</summary>
public sealed partial class SignInTests : IClassFixture<SignInTests.Service>, IDisposable
{
    private readonly ListeningServer _server;
    private readonly HttpClientHandler _cookies = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private readonly HttpClient _http;
    private Uri _link;

    public SignInTests(Service service)
    {
        _server = service.Server;
        _http = new HttpClient(_cookies) { BaseAddress = service.Address, Timeout = TimeSpan.FromSeconds(30) };
        _link = new Uri(Link().Match(_server.Printed()).Value);
    }

    [Fact]
    public async Task Pages_open_only_after_the_link_was_used_and_the_link_works_once()
    {
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), await GoAsync("/"));
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), await GoAsync("/sources"));

        // A program that previews links opens it without using it up.
        Assert.NotEmpty(await FormTokenAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("made up")).Status);
        Assert.Equal((HttpStatusCode.Redirect, "/"), await PostAsync(await FormTokenAsync()));
        // A link is for the first time: the person sets up a way of their own before anything else.
        Assert.Equal((HttpStatusCode.Redirect, "/account/security"), await GoAsync("/"));
        Assert.Equal((HttpStatusCode.Redirect, "/account/security"), await GoAsync("/users"));
        Assert.Equal((HttpStatusCode.OK, null), await GoAsync("/account/security"));

        foreach (Cookie cookie in _cookies.CookieContainer.GetAllCookies()) cookie.Expired = true;
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), await GoAsync("/"));
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(await FormTokenAsync())).Status);
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), await GoAsync("/"));
    }

    [Fact]
    public async Task A_link_asked_for_on_the_command_line_signs_in_at_the_running_service()
    {
        var refused = (await ListeningProgram.RunAsync(_server.Folder, "sign-in-link", "--account", "second-account")).Expect(1);
        Assert.Contains("listening user add", refused.Errors);
        (await ListeningProgram.RunAsync(_server.Folder, "user", "add", "second-account", "--role", "triage", "--role", "foi")).Expect(0);
        var asked = (await ListeningProgram.RunAsync(_server.Folder, "sign-in-link", "--account", "second-account")).Expect(0);
        _link = new Uri(_http.BaseAddress!, new Uri(asked.Output.Trim()).AbsolutePath);

        Assert.Equal((HttpStatusCode.Redirect, "/"), await PostAsync(await FormTokenAsync()));
        Assert.Equal((HttpStatusCode.OK, null), await GoAsync("/account/security"));
    }

    [Fact]
    public async Task A_second_instance_on_the_same_address_gives_up_and_leaves_the_first_alone()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["Listening__Urls"] = _http.BaseAddress!.GetLeftPart(UriPartial.Authority) };

        var second = (await ListeningProgram.RunAsync(new CommandRun(_server.Folder, ["serve"], Environment: environment))).Expect(2);

        Assert.Contains("perhaps by this one started before", second.Errors);
        Assert.Equal("Healthy", await _http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        Assert.False(_server.HasEnded);
    }

    public void Dispose()
    {
        _http.Dispose();
        _cookies.Dispose();
    }

    private async Task<(HttpStatusCode Status, string? Location)> GoAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, response.Headers.Location?.OriginalString);
    }

    private async Task<string> FormTokenAsync() => FormToken().Match(await _http.GetStringAsync(_link)).Groups["token"].Value;

    private async Task<(HttpStatusCode Status, string? Location)> PostAsync(string token)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var response = await _http.PostAsync(_link, form);
        return (response.StatusCode, response.Headers.Location?.OriginalString);
    }

    [GeneratedRegex(@"http://\S+/sign-in/\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormToken();

    public sealed class Service : IAsyncLifetime
    {
        public ListeningServer Server { get; } = new();

        public Uri Address { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server.Write("appsettings.json", """
                {"Listening": {"Urls": "http://127.0.0.1:0", "Database": {"Provider": "Sqlite", "ConnectionString": "Data Source=data/listening.db"},
                 "Keys": {"Folder": "data/keys"}, "Sources": {"sample": {"Kind": "Recorded"}}}}
                """);
            await Server.StartAsync();
            Address = await Server.ServesAsync();
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
