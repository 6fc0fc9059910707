using Listening.Core.Sources;
using Listening.Sources.LinkedIn;
using Xunit;

namespace Listening.Sources.Tests.LinkedIn;

/// <summary>The sign-in, the role, limits and errors.</summary>
public sealed class LinkedInAccessTests
{
    private const SearchKind Kind = SearchKind.Account;
    private static readonly DateTime Noon = ScriptedLinkedIn.Noon;

    [Fact]
    public async Task Renews_the_sign_in_once_and_keeps_it_between_runs()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("posts", Rest.Page(false), Rest.Page(false));

        await linkedIn.ReadAsync(Kind);
        await linkedIn.ReadAsync(Kind);

        Assert.Equal(["accessToken", "organizationAcls", "posts", "organizationAcls", "posts"], linkedIn.Received.Select(call => call.Name));
        Assert.Equal("grant_type=refresh_token&refresh_token=refresh-0&client_id=app&client_secret=app-secret", linkedIn.Received[0].Form);
        Assert.Equal(Noon.AddDays(60), LinkedInSession.Read(linkedIn.Secrets.Saved["page"])!.AccessUntil);
    }

    [Fact]
    public async Task Renews_before_the_access_ends_and_when_it_is_refused()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("posts", Rest.Page(false), Rest.Page(false)).Answer("posts", 401, Rest.Error(401)).Answer("posts", Rest.Page(false));
        var connector = linkedIn.Connect();
        await ScriptedLinkedIn.ReadAsync(connector, Kind);
        linkedIn.Time.Advance(TimeSpan.FromDays(59.5));
        await ScriptedLinkedIn.ReadAsync(connector, Kind);
        linkedIn.Answer("accessToken", """{"access_token":"access-2","expires_in":5184000}""");

        var read = await ScriptedLinkedIn.ReadAsync(connector, Kind);

        Assert.Null(read.Failure);
        Assert.Equal(["accessToken", "organizationAcls", "posts", "accessToken", "posts", "posts", "accessToken", "posts"], linkedIn.Received.Select(call => call.Name));
        Assert.Equal("Bearer access-2", linkedIn.Received[^1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Says_when_the_consent_ends_and_what_to_do_when_it_is_over_and_does_not_ask_on_and_on()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("posts", Rest.Page(false));
        await linkedIn.ReadAsync(Kind);
        linkedIn.Time.Advance(TimeSpan.FromDays(400));
        linkedIn.Answer("accessToken", 400, """{"error":"invalid_grant","error_description":"refresh-0 is expired"}""");
        var connector = linkedIn.Connect();

        var refused = await ScriptedLinkedIn.ReadAsync(connector, Kind);
        var again = await ScriptedLinkedIn.ReadAsync(connector, Kind);

        Assert.Equal((SourceFailureKind.Unauthorised, SourceFailureKind.Unauthorised), (refused.Failure!.Kind, again.Failure!.Kind));
        Assert.Contains("2027-03-02", refused.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("consent again", refused.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh-0", refused.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, linkedIn.Received.Count(call => call.Name == "accessToken"));
    }

    [Fact]
    public async Task A_new_token_in_the_settings_takes_the_place_of_what_was_kept()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("posts", Rest.Page(false), Rest.Page(false));
        await linkedIn.ReadAsync(Kind);
        linkedIn.Options = linkedIn.Options with { RefreshToken = "refresh-new" };

        await linkedIn.ReadAsync(Kind);

        Assert.Contains("refresh_token=refresh-new&", linkedIn.Received.Last(call => call.Name == "accessToken").Form, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"elements":[]}""")]
    [InlineData("""{"elements":[{"role":"ADMINISTRATOR","state":"APPROVED","organization":"urn:li:organization:1"}]}""")]
    [InlineData("""{"elements":[{"role":"CURATOR","state":"APPROVED","organization":"urn:li:organization:4242"}]}""")]
    public async Task Finds_out_that_the_role_is_missing_although_every_answer_is_a_success(string roles)
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("organizationAcls", roles).Answer("posts", Rest.Page(false));

        var failure = (await linkedIn.ReadAsync(Kind)).Failure!;

        Assert.Equal(SourceFailureKind.Unauthorised, failure.Kind);
        Assert.Contains("administrator", failure.Message, StringComparison.Ordinal);
        Assert.Empty(linkedIn.Calls);
    }

    [Theory]
    [InlineData(403, SourceFailureKind.Unauthorised)]
    [InlineData(400, SourceFailureKind.Misconfigured)]
    [InlineData(404, SourceFailureKind.Misconfigured)]
    [InlineData(426, SourceFailureKind.Misconfigured)]
    [InlineData(429, SourceFailureKind.RateLimited)]
    [InlineData(500, SourceFailureKind.Unavailable)]
    public async Task Says_what_an_error_means_and_nothing_of_what_it_quotes(int status, SourceFailureKind kind)
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("posts", status, Rest.Error(status));

        var failure = (await linkedIn.ReadAsync(Kind)).Failure!;

        Assert.Equal((kind, status == 429 ? linkedIn.Options.Pause : null), (failure.Kind, failure.RetryAfter));
        Assert.DoesNotContain("urn:li", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("access-1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewed_sign_in_that_is_refused_as_well_means_that_the_consent_was_withdrawn()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("organizationAcls", Rest.Roles).Answer("posts", 401, Rest.Error(401)).Answer("posts", 401, Rest.Error(401))
            .Answer("accessToken", """{"access_token":"access-1"}""", """{"access_token":"access-2"}""");

        var failure = (await linkedIn.ReadAsync(Kind)).Failure!;

        Assert.Equal(SourceFailureKind.Unauthorised, failure.Kind);
        Assert.Contains("withdrawn", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_as_long_as_it_is_told()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("posts", 429, Rest.Error(429), retryAfter: "120").Answer("posts", Rest.Page(false));

        var held = await linkedIn.ReadAsync(Kind);
        var later = await linkedIn.ReadAsync(Kind);

        Assert.Equal((SourceFailureKind.RateLimited, TimeSpan.FromMinutes(2)), (held.Failure!.Kind, held.Failure.RetryAfter));
        Assert.Null(later.Failure);
    }

    [Fact]
    public async Task Refuses_an_answer_that_is_too_large_or_not_JSON()
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        linkedIn.Answer("posts", new string(' ', linkedIn.Options.Http.MaximumBytes + 1), "<html>");

        var large = await linkedIn.ReadAsync(Kind);
        var page = await linkedIn.ReadAsync(Kind);

        Assert.Equal((SourceFailureKind.Rejected, SourceFailureKind.Rejected), (large.Failure!.Kind, page.Failure!.Kind));
    }

    [Fact]
    public void Settings_and_sessions_print_no_secret()
    {
        var options = new LinkedInOptions { OrganizationId = "1", ClientId = "app", ClientSecret = "secret", RefreshToken = "secret" };

        Assert.Equal("api.linkedin.com", options.ToString());
        Assert.Equal("LinkedInSession", new LinkedInSession("secret", Noon, "secret", null, "").ToString());
    }
}
