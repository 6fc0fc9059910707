using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Access;

public abstract class Accounts(Func<Task<TestDatabase>> makeDatabase) : IAsyncLifetime
{
    private AccountBed _bed = null!;

    public async Task InitializeAsync() => _bed = await AccountBed.StartAsync(makeDatabase);

    public async Task DisposeAsync() => await _bed.DisposeAsync();

    [AvailableFact]
    public async Task A_session_has_the_roles_of_its_account_and_their_queues()
    {
        await _bed.AddAsync("Both", StaffRole.Administrator, StaffRole.Foi);
        var session = await _bed.SessionAsync(await _bed.AddAsync("Ann O'Nymous", StaffRole.Auditor, StaffRole.Foi));

        Assert.Equal([StaffRole.Foi, StaffRole.Auditor], session.Roles().Order());
        Assert.Equal([TriageQueue.FoiIntelligence], session.Queues());
        Assert.False(session.Has(StaffRole.Administrator));
        Assert.Equal(SessionVerdict.GoesOn, (await _bed.CheckAsync(session)).Verdict);
    }

    [AvailableFact]
    public async Task A_session_is_over_when_its_account_is_disabled_and_stays_over_when_it_is_enabled()
    {
        await _bed.AddAsync("Administrator", StaffRole.Administrator);
        var (account, other) = (await _bed.AddAsync("One", StaffRole.Triage), await _bed.AddAsync("Other", StaffRole.Triage));
        var (session, otherSession) = (await _bed.SessionAsync(account), await _bed.SessionAsync(other));

        Assert.Null((await _bed.Accounts.DisableAsync(account, AccountBed.Operation, CancellationToken.None)).Refusal);
        Assert.Equal(SessionVerdict.Over, (await _bed.CheckAsync(session)).Verdict);
        Assert.Equal(SessionVerdict.GoesOn, (await _bed.CheckAsync(otherSession)).Verdict);
        Assert.Equal("This account is disabled.", (await _bed.LinkAsync("One")).Refusal);

        Assert.Null((await _bed.Accounts.EnableAsync(account, AccountBed.Operation, CancellationToken.None)).Refusal);
        Assert.Equal(SessionVerdict.Over, (await _bed.CheckAsync(session)).Verdict);
        Assert.Equal(SessionVerdict.GoesOn, (await _bed.CheckAsync(await _bed.SessionAsync(account))).Verdict);
    }

    [AvailableFact]
    public async Task Other_roles_hold_from_the_next_request_on()
    {
        await _bed.AddAsync("Administrator", StaffRole.Administrator);
        var account = await _bed.AddAsync("One", StaffRole.Triage);
        var session = await _bed.SessionAsync(account);

        await _bed.Accounts.SetRolesAsync(account, [StaffRole.Foi], AccountBed.Operation, CancellationToken.None);
        var (verdict, renewed) = await _bed.CheckAsync(session);

        Assert.Equal(SessionVerdict.Renewed, verdict);
        Assert.Equal([StaffRole.Foi], renewed!.Roles());
        Assert.Equal(SessionVerdict.GoesOn, (await _bed.CheckAsync(renewed!)).Verdict);
    }

    [AvailableFact]
    public async Task The_last_administrator_who_can_sign_in_stays_one()
    {
        var (first, second) = (await _bed.AddAsync("First", StaffRole.Administrator), await _bed.AddAsync("Second", StaffRole.Administrator));
        Assert.Null((await _bed.Accounts.DisableAsync(second, AccountBed.Operation, CancellationToken.None)).Refusal);

        var disabled = await _bed.Accounts.DisableAsync(first, AccountBed.Operation, CancellationToken.None);
        var demoted = await _bed.Accounts.SetRolesAsync(first, [StaffRole.Auditor], AccountBed.Operation, CancellationToken.None);
        var more = await _bed.Accounts.SetRolesAsync(first, [StaffRole.Auditor, StaffRole.Administrator], AccountBed.Operation, CancellationToken.None);

        Assert.Contains("last administrator", disabled.Refusal, StringComparison.Ordinal);
        Assert.Contains("last administrator", demoted.Refusal, StringComparison.Ordinal);
        Assert.Null(more.Refusal);
        var kept = (await _bed.Accounts.ListAsync(CancellationToken.None))[0];
        Assert.Equal(("auditor, administrator", null), (StaffRoles.List(kept.Roles), kept.DisabledAt));
    }

    [AvailableFact]
    public async Task Of_two_administrators_who_disable_each_other_at_once_one_is_left()
    {
        var (first, second) = (await _bed.AddAsync("First", StaffRole.Administrator), await _bed.AddAsync("Second", StaffRole.Administrator));

        await Task.WhenAll(new[] { first, second }.Select(account => Task.Run(async () =>
        {
            try
            {
                await _bed.Accounts.DisableAsync(account, AccountBed.Operation, CancellationToken.None);
            }
            catch (Exception lost) when (lost is Microsoft.EntityFrameworkCore.DbUpdateException or InvalidOperationException or System.Data.Common.DbException)
            {
                // The database let the other one win.
            }
        })));

        Assert.Contains(await _bed.Accounts.ListAsync(CancellationToken.None), account => account.DisabledAt is null);
    }

    [AvailableFact]
    public async Task The_first_link_makes_an_administrator_and_later_ones_are_for_accounts_that_are_there()
    {
        Assert.NotNull((await _bed.LinkAsync("First")).Token);
        var second = await _bed.LinkAsync("Second");
        await _bed.AddAsync("Second", StaffRole.Triage);

        Assert.Contains("listening user add", second.Refusal, StringComparison.Ordinal);
        Assert.NotNull((await _bed.LinkAsync("second ")).Token);
        var listed = await _bed.Accounts.ListAsync(CancellationToken.None);
        Assert.Equal([("First", "administrator"), ("Second", "triage")], listed.Select(account => (account.Name, StaffRoles.List(account.Roles))));
    }

    [AvailableFact]
    public async Task Every_change_leaves_an_entry_with_roles_and_number_and_without_the_name()
    {
        await _bed.AddAsync("Administrator", StaffRole.Administrator);
        var account = await _bed.AddAsync("Quillfeather", StaffRole.Triage);
        Assert.NotNull((await _bed.Accounts.AddAsync("quillfeather", [StaffRole.Foi], AccountBed.Operation, CancellationToken.None)).Refusal);
        await _bed.Accounts.SetRolesAsync(account, [StaffRole.Foi, StaffRole.Auditor], AccountBed.Operation, CancellationToken.None);
        await _bed.Accounts.SetRolesAsync(account, [StaffRole.Auditor, StaffRole.Foi], AccountBed.Operation, CancellationToken.None);
        await _bed.Accounts.DisableAsync(account, AccountBed.Operation, CancellationToken.None);
        await _bed.Accounts.EnableAsync(account, AccountBed.Operation, CancellationToken.None);

        var log = (await _bed.LogAsync()).Where(entry => entry.Subject == $"account:{account}").ToList();
        Assert.Equal(
            [
                (AuditEvents.AccountAdded, "Asked for on the console. Roles: triage."),
                (AuditEvents.AccountRolesChanged, "Asked for on the console. Roles: foi, auditor; before: triage."),
                (AuditEvents.AccountDisabled, "Asked for on the console."),
                (AuditEvents.AccountEnabled, "Asked for on the console."),
            ],
            log.Select(entry => (entry.Event, entry.Reason)));
    }

    [AvailableTheory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\nb")]
    public async Task A_name_that_cannot_be_one_is_refused(string name) =>
        Assert.NotNull((await _bed.Accounts.AddAsync(name, [StaffRole.Triage], AccountBed.Operation, CancellationToken.None)).Refusal);
}

public sealed class AccountsOnSqlite() : Accounts(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class AccountsOnPostgreSql() : Accounts(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class AccountsOnSqlServer() : Accounts(TestDatabases.SqlServerAsync);
