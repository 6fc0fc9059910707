using System.Security.Cryptography;
using System.Text;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.TestSupport;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Access;

public abstract class OneTimeLinks(Func<Task<TestDatabase>> makeDatabase) : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new(new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc));
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _database = await makeDatabase();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_clock).AddSingleton<DatabaseStart>()
            .AddSingleton(new AccessSettings(IsTrial: true)).AddListeningAccess();
        _database.Register(services);
        _services = services.BuildServiceProvider();
        await _services.GetRequiredService<DatabaseStart>().MigrateAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [AvailableFact]
    public async Task A_link_signs_its_account_in_once()
    {
        var token = await IssueAsync("reviewer");
        var other = await IssueAsync("auditor");

        var first = await RedeemAsync(token);
        var second = await RedeemAsync(token);

        Assert.Equal("reviewer", first.Principal!.Identity!.Name);
        Assert.Null(first.Refusal);
        Assert.Equal((null, SignInRefusal.Used), (second.Principal, second.Refusal));
        Assert.Equal("auditor", (await RedeemAsync(other)).Principal!.Identity!.Name);
    }

    [AvailableFact]
    public async Task Of_ten_who_use_a_link_at_once_exactly_one_is_signed_in()
    {
        var token = await IssueAsync("reviewer");

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => RedeemAsync(token))));

        Assert.Single(results, result => result.Principal is not null);
        Assert.Equal(9, results.Count(result => result.Refusal == SignInRefusal.Used));
        Assert.Single(await RowsAsync<AuditRow>(), entry => entry.Event == AuditEvents.SignedIn);
    }

    [AvailableFact]
    public async Task A_link_lasts_an_hour()
    {
        var (late, inTime) = (await IssueAsync("reviewer"), await IssueAsync("reviewer"));

        _clock.Advance(SignInLinks.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull((await RedeemAsync(inTime)).Principal);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SignInRefusal.Expired, (await RedeemAsync(late)).Refusal);
    }

    [AvailableFact]
    public async Task Anything_that_was_never_given_out_is_unknown()
    {
        var token = await IssueAsync("reviewer");

        foreach (var guess in new[] { "", " ", token[..^1], token + "A", new string('x', 100_000), "' OR 1=1 --", "\0\ud800" })
            Assert.Equal(SignInRefusal.Unknown, (await RedeemAsync(guess)).Refusal);
        Assert.NotNull((await RedeemAsync(token)).Principal);
    }

    [AvailableFact]
    public async Task Only_the_hash_of_a_token_is_in_the_database()
    {
        var token = await IssueAsync("reviewer");

        var link = Assert.Single(await RowsAsync<SignInLinkRow>());
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(token)), link.TokenHash);
        Assert.DoesNotContain(await RowsAsync<AuditRow>(), entry => $"{entry.Subject}{entry.Reason}{entry.Actor}".Contains(token, StringComparison.Ordinal));
        Assert.Equal(32, Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/') + "=").Length);
    }

    [AvailableFact]
    public async Task An_account_is_made_once_and_every_step_leaves_an_entry_without_its_name()
    {
        await IssueAsync("reviewer");
        await RedeemAsync(await IssueAsync("Reviewer"));

        var account = Assert.Single(await RowsAsync<StaffAccount>());
        var log = (await RowsAsync<AuditRow>()).OrderBy(entry => entry.Index).ToList();
        Assert.Equal(
            [AuditEvents.AccountAdded, AuditEvents.SignInLinkIssued, AuditEvents.SignInLinkIssued, AuditEvents.SignedIn], log.Select(entry => entry.Event));
        Assert.All(log, entry => Assert.Equal($"account:{account.Id}", entry.Subject));
        Assert.Equal($"{account.Id}", log[^1].Actor);
        Assert.DoesNotContain(log, entry => entry.Reason.Contains("reviewer", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<string> IssueAsync(string account)
    {
        await using var scope = _services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<SignInLinks>()
            .IssueAsync(account, OperationContext.Console(_clock, "Asked for at the console."), CancellationToken.None)).Token!;
    }

    private async Task<SignInResult> RedeemAsync(string token)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISignIn>().RedeemAsync(token, CancellationToken.None);
    }

    private async Task<List<T>> RowsAsync<T>()
        where T : class
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        return await db.Set<T>().AsNoTracking().ToListAsync();
    }
}

public sealed class OneTimeLinksOnSqlite() : OneTimeLinks(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class OneTimeLinksOnPostgreSql() : OneTimeLinks(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class OneTimeLinksOnSqlServer() : OneTimeLinks(TestDatabases.SqlServerAsync);
