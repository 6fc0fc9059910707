using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Application.Sources;
using Listening.Application.Storage;
using Listening.Core.Routing;
using Listening.Core.Sources;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Sources;

public abstract class Permissions(Func<Task<TestDatabase>> database) : PlatformTest(database)
{
    [AvailableFact]
    public async Task A_platform_is_not_asked_for_anything_until_somebody_has_recorded_by_what_right()
    {
        var search = await SearchAsync();
        Pages.Add(Post("1", "an apple"));

        Assert.Null(await Pipeline.CollectAsync(search, PlatformSource.Name));
        await Pipeline.Get<UpstreamChecks>().RunAsync(CancellationToken.None);

        Assert.Empty(Pages.Asked);
        Assert.Equal((SourceState.Off, SourcePermissions.Missing), ((await StatusAsync()).State, (await StatusAsync()).Problem));
    }

    [AvailableFact]
    public async Task A_trial_of_a_search_asks_it_as_little()
    {
        var draft = new SearchDraft { Name = "trial", Query = "apple", Purpose = SearchPurpose.General, Kind = SearchKind.Keywords, Sources = [PlatformSource.Name], Schedule = new SearchSchedule(null, TimeSpan.FromHours(1)) };

        var trial = Assert.Single(await Pipeline.Get<SourceTrials>().AskAsync(draft, CancellationToken.None));

        Assert.Equal(SourcePermissions.Missing, trial.Problem);
        Assert.Empty(Pages.Asked);
    }

    [AvailableFact]
    public async Task What_is_recorded_switches_it_on_and_stands_in_the_log_and_the_status()
    {
        var search = await SearchAsync();
        Pages.Add(Post("1", "an apple"));

        await PermitAsync();

        Assert.Equal(1, (await Pipeline.CollectAsync(search, PlatformSource.Name))!.New);
        var permission = (await StatusAsync()).Permission!;
        Assert.Equal((Permission.Terms, Permission.TermsReadOn, Permission.Approval, Permission.PermittedUse, Clock.UtcNow),
            (permission.Terms, permission.TermsReadOn, permission.Approval, permission.PermittedUse, permission.RecordedAt));
        var entry = Assert.Single(await RowsAsync<AuditRow>(), row => row.Event == AuditEvents.SourcePermitted);
        Assert.Equal((OperationContext.ConsoleActor, "For the test."), (entry.Actor, entry.Reason));
    }

    [AvailableFact]
    public async Task Withdrawn_it_is_off_again_and_the_last_record_replaces_the_one_before()
    {
        var search = await SearchAsync();
        await PermitAsync();
        var permissions = Pipeline.Get<SourcePermissions>();
        await permissions.RecordAsync(PlatformSource.Name, Permission with { Approval = "Plan 13" }, Operation, CancellationToken.None);
        Assert.Equal("Plan 13", (await StatusAsync()).Permission!.Approval);

        Assert.Null(await permissions.WithdrawAsync(PlatformSource.Name, Operation, CancellationToken.None));

        Assert.Null(await Pipeline.CollectAsync(search, PlatformSource.Name));
        Assert.Equal("No permission is recorded for square.", (await permissions.WithdrawAsync(PlatformSource.Name, Operation, CancellationToken.None))!.Why);
        Assert.Equal(2, await CountAsync<SourcePermissionRow>(row => row.WithdrawnAt != null));
    }

    [AvailableTheory]
    [InlineData("", "2026-03-01", "Plan 1", "Reading what is said.", PermissionFault.Terms)]
    [InlineData("Terms 1", "2026-03-20", "Plan 1", "Reading what is said.", PermissionFault.TermsReadOn)]
    [InlineData("Terms 1", "1999-03-01", "Plan 1", "Reading what is said.", PermissionFault.TermsReadOn)]
    [InlineData("Terms 1", "2026-03-01", " x ", "Reading what is said.", PermissionFault.Approval)]
    [InlineData("Terms 1", "2026-03-01", "Plan 1", "Reading", PermissionFault.PermittedUse)]
    public async Task A_record_that_says_nothing_is_refused(string terms, string readOn, string approval, string use, PermissionFault fault)
    {
        var draft = new PermissionDraft(terms, DateOnly.Parse(readOn, System.Globalization.CultureInfo.InvariantCulture), approval, use);

        var refusal = await Pipeline.Get<SourcePermissions>().RecordAsync(PlatformSource.Name, draft, Operation, CancellationToken.None);

        Assert.Equal(fault, refusal!.Fault);
        Assert.Equal(0, await CountAsync<SourcePermissionRow>());
    }

    [AvailableFact]
    public async Task The_services_own_sources_need_none_and_unknown_ones_can_have_none()
    {
        var permissions = Pipeline.Get<SourcePermissions>();

        Assert.Equal(PermissionFault.Source, (await permissions.RecordAsync("list", Permission, Operation, CancellationToken.None))!.Fault);
        Assert.StartsWith("No source named moon is configured; there is ", (await permissions.RecordAsync("moon", Permission, Operation, CancellationToken.None))!.Why, StringComparison.Ordinal);
    }
}

public sealed class PermissionsOnSqlite() : Permissions(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class PermissionsOnPostgreSql() : Permissions(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class PermissionsOnSqlServer() : Permissions(TestDatabases.SqlServerAsync);
