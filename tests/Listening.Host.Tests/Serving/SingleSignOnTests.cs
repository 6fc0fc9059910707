using System.Net;
using System.Text.RegularExpressions;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Host.Configuration;
using Listening.TestSupport.Oidc;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Host.Tests.Serving;

/// <summary>Single sign-on at a real provider, with everything in between that can be wrong.</summary>
public sealed partial class SingleSignOnTests : IAsyncLifetime
{
    private readonly ServiceFolder _folder = new();
    private OidcProvider _provider = null!;
    private RunningService _service = null!;

    public async Task InitializeAsync()
    {
        _folder.Record(1, 1);
        _provider = await OidcProvider.StartAsync();
        var options = _folder.Options();
        options.SignIn.SingleSignOn = new SingleSignOnOptions
        {
            Authority = _provider.Issuer,
            ClientId = OidcProvider.ClientId,
            ClientSecret = OidcProvider.ClientSecret,
            Roles = new(StringComparer.Ordinal) { ["listening-comms"] = "triage", ["listening-audit"] = "auditor" },
        };
        _service = await RunningService.StartAsync(options);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _provider.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Somebody_with_a_role_is_signed_in_and_needs_nothing_else()
    {
        await _provider.SendNextAsync("subject-1", "Nadia Fictional", "staff", "listening-comms");
        using var visitor = new ProviderVisitor(_service.Address);

        Assert.Equal("/", await visitor.SignInAsync());

        Assert.Equal(HttpStatusCode.OK, await visitor.OpenAsync("/"));
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.OpenAsync("/audit"));
        var account = Assert.Single(await AccountsAsync());
        Assert.Equal(("Nadia Fictional", "triage", true), (account.Name, StaffRoles.List(account.Roles), account.HasSingleSignOn));
        Assert.Equal(
            [(AuditEvents.AccountAdded, "system", "Single sign-on. Roles: triage."), (AuditEvents.SignedIn, $"{account.Id}", "Single sign-on.")],
            (await LogAsync()).Select(entry => (entry.Event, entry.Actor, entry.Reason)));
    }

    [Fact]
    public async Task Roles_follow_the_claim_in_every_session_and_the_account_stays_the_same_under_another_name()
    {
        await _provider.SendNextAsync("subject-1", "Nadia Fictional", "listening-comms");
        using var before = new ProviderVisitor(_service.Address);
        await before.SignInAsync();
        await _provider.SendNextAsync("subject-1", "Nadia Married-Fictional", "listening-audit");
        using var after = new ProviderVisitor(_service.Address);

        Assert.Equal("/", await after.SignInAsync());

        Assert.Equal(HttpStatusCode.OK, await after.OpenAsync("/audit"));
        Assert.Equal(HttpStatusCode.OK, await before.OpenAsync("/audit"));
        Assert.Equal(HttpStatusCode.Forbidden, await before.OpenAsync("/queues/enquiry"));
        Assert.Equal("auditor", StaffRoles.List(Assert.Single(await AccountsAsync()).Roles));
    }

    [Fact]
    public async Task Another_person_of_the_same_name_gets_an_account_of_their_own()
    {
        foreach (var subject in new[] { "subject-1", "subject-2" })
        {
            await _provider.SendNextAsync(subject, "Nadia Fictional", "listening-comms");
            using var visitor = new ProviderVisitor(_service.Address);
            Assert.Equal("/", await visitor.SignInAsync());
        }

        Assert.Equal(["Nadia Fictional", "Nadia Fictional (2)"], (await AccountsAsync()).Select(account => account.Name));
    }

    [Fact]
    public async Task Somebody_without_a_role_of_ours_is_refused_and_one_who_lost_it_is_shut_out()
    {
        await _provider.SendNextAsync("subject-1", "Nadia Fictional", "listening-comms");
        using var earlier = new ProviderVisitor(_service.Address);
        await earlier.SignInAsync();
        await _provider.SendNextAsync("subject-1", "Nadia Fictional", "staff");
        using var later = new ProviderVisitor(_service.Address);
        Assert.Equal("/sign-in/refused?why=roles", await later.SignInAsync());
        await _provider.SendNextAsync("subject-2", "Stranger Fictional", "staff", "administrator");
        using var stranger = new ProviderVisitor(_service.Address);

        Assert.Equal("/sign-in/refused?why=roles", await stranger.SignInAsync());

        Assert.False(stranger.IsSignedIn);
        Assert.Equal(HttpStatusCode.Forbidden, await stranger.OpenAsync("/sign-in/refused?why=roles"));
        Assert.Equal(HttpStatusCode.Forbidden, await earlier.OpenAsync("/queues/enquiry"));
        Assert.Empty(Assert.Single(await AccountsAsync()).Roles);
    }

    [Fact]
    public async Task A_disabled_account_is_refused_and_its_open_session_is_over()
    {
        await _provider.SendNextAsync("subject-1", "Nadia Fictional", "listening-comms");
        using var visitor = new ProviderVisitor(_service.Address);
        await visitor.SignInAsync();
        var account = Assert.Single(await AccountsAsync()).Id;
        await _service.Get<AccountService>().DisableAsync(account, OperationContext.Console(TimeProvider.System, "Test."), CancellationToken.None);

        Assert.Equal(HttpStatusCode.Redirect, await visitor.OpenAsync("/"));
        Assert.Equal("/sign-in/refused?why=disabled", await visitor.SignInAsync());
        Assert.False(visitor.IsSignedIn);
    }

    [Fact]
    public async Task An_ID_token_made_for_another_request_is_refused()
    {
        await _provider.SendNextAsync("subject-1", "Nadia Fictional", "listening-comms");
        using var visitor = new ProviderVisitor(_service.Address);

        Assert.Equal("/sign-in/refused?why=failed", await visitor.SignInAsync(onTheWay: address => Nonce().Replace(address, "nonce=of-somebody-else")));

        Assert.False(visitor.IsSignedIn);
        Assert.Empty(await AccountsAsync());
    }

    [Theory]
    [InlineData("state=[^&]+", "state=made-up")]
    [InlineData("state=[^&]+", "")]
    [InlineData("code=[^&]+", "code=made-up")]
    [InlineData("code=[^&]+", "")]
    [InlineData("code=[^&]+", "error=access_denied")]
    [InlineData("iss=[^&]+", "iss=https%3A%2F%2Fattacker.example")]
    public async Task An_answer_that_was_changed_on_the_way_back_is_refused(string part, string instead)
    {
        await _provider.SendNextAsync("subject-1", "Nadia Fictional", "listening-comms");
        using var visitor = new ProviderVisitor(_service.Address);

        Assert.Equal("/sign-in/refused?why=failed", await visitor.SignInAsync(onTheWayBack: address =>
        {
            var changed = Regex.Replace(address, part, instead, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            Assert.NotEqual(address, changed);
            return changed;
        }));

        Assert.False(visitor.IsSignedIn);
        Assert.Empty(await AccountsAsync());
    }

    [Fact]
    public async Task An_answer_signs_in_once_and_only_the_browser_that_asked()
    {
        await _provider.SendNextAsync("subject-1", "Nadia Fictional", "listening-comms");
        using var visitor = new ProviderVisitor(_service.Address);
        using var other = new ProviderVisitor(_service.Address);
        var answer = await visitor.AskProviderAsync();

        Assert.Equal("/sign-in/refused?why=failed", await other.ReturnAsync(answer));
        Assert.Equal("/", await visitor.ReturnAsync(answer));
        Assert.Equal("/sign-in/refused?why=failed", await visitor.ReturnAsync(answer));
        Assert.False(other.IsSignedIn);
    }

    private async Task<IReadOnlyList<AccountSummary>> AccountsAsync() => await _service.Get<AccountService>().ListAsync(CancellationToken.None);

    private Task<List<Application.Storage.AuditRow>> LogAsync() => _service.ReadAsync(db => db.AuditEntries.AsNoTracking()
        .Where(entry => entry.Subject.StartsWith("account:")).OrderBy(entry => entry.Index).ToListAsync());

    [GeneratedRegex("nonce=[^&]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nonce();
}
