using Listening.Application.Auditing;
using Listening.Application.Foi;
using Listening.Application.Foi.Registers;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Foi;
using Listening.Core.Posts;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Listening.Application.Tests.Foi.RegisterTexts;

namespace Listening.Application.Tests.Foi;

/// <summary>Registers of bodies that do not exist, beside none or beside the one that ships.</summary>
public abstract class ImportingRegisters(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private const string Ambleford = "Ambleford Borough Council,Ambleford,X01,England,South East,NMD,\"Ambleford,ambleford borough council,Old Ambleford\",True";
    private const string Barle = "London Borough of Barle,Barle,X02,England,London,LBO,barle,True";

    [AvailableFact]
    public async Task Adds_bodies_and_finds_them_in_posts_at_once()
    {
        Assert.Empty(await FoundAsync("Ambleford council ignored my FOI"));

        var report = await ImportAsync(MySociety(Ambleford, Barle, "Cray District Council,Cray,X03,England,South East,NMD,,False"));

        Assert.Equal(["added Ambleford Borough Council (district-council, England)", "added London Borough of Barle (london-borough, England)"], report.Lines);
        Assert.Equal((2, 1, 2), (report.Bodies, report.LeftOut, report.Added));
        Assert.Equal(["Ambleford Borough Council"], await FoundAsync("Ambleford council ignored my FOI"));
        Assert.Equal(["Ambleford Borough Council"], await FoundAsync("Old Ambleford council ignored my FOI"));
        Assert.Equal(2, await CountAsync<AuthorityRow>());
    }

    [AvailableFact]
    public async Task Changes_nothing_when_the_same_file_comes_again()
    {
        var text = PublicBodies(("a", "Ambleford Borough Council", "ABC", "", "local_council"), ("b", "Barle Board", "ABC", "the Barle Authority of Old", ""), ("c", "Cray Town Council", "", "", "parish_council"));
        await ImportAsync(MySociety(Ambleford));
        Assert.Equal(2, (await ImportAsync(text)).Added);
        var before = await StateAsync();
        Clock.Advance(TimeSpan.FromDays(1));

        var again = await ImportAsync(text);

        Assert.Equal((0, 0, 0, 0, 0, 0), (again.Added, again.Linked, again.Renamed, again.Changed, again.Removed, again.Unclear));
        Assert.Equal(before, await StateAsync());
    }

    [AvailableFact]
    public async Task Merges_what_two_registers_call_by_one_name_and_nothing_else()
    {
        await ImportAsync(MySociety(Ambleford, Barle, "Cray County Council,Cray,X03,England,South East,CTY,,True"));

        var report = await ImportAsync(PublicBodies(
            ("a", "The AMBLEFORD Börough-Council", "", "", "local_council"), ("b", "Barle Borough Council", "", "", "local_council london_borough"), ("c", "Cray Council", "", "", "local_council"),
            ("d", "Ambleford Borough Council Parish Council", "", "", "parish_council")));

        Assert.Equal((1, 2, 1), (report.Added, report.Linked, report.Unclear));
        Assert.Contains("unclear Cray Council: fits Cray County Council", report.Lines);
        Assert.Equal(4, await CountAsync<AuthorityRow>());
        Assert.Equal(2, (await RowsAsync<AuthorityEntryRow>()).GroupBy(entry => entry.AuthorityId).Count(same => same.Count() == 2));
    }

    [AvailableFact]
    public async Task Leaves_alone_what_may_be_one_of_several()
    {
        await ImportAsync(WhatDoTheyKnow("Ambleford Council,,ambleford,parish_council"));

        var report = await ImportAsync(PublicBodies(
            ("a", "Ambleford Council", "", "", "police"), ("b", "Ambleford Council", "", "", "parish_council"), ("c", "The Ambleford Council", "", "", "parish_council"),
            ("d", "Barle Board", "", "", ""), ("e", "Barle Board", "", "", ""), ("f", "Cray Board", "", "", "")));

        Assert.Equal((1, 0, 5), (report.Added, report.Linked, report.Unclear));
        Assert.Contains("unclear Barle Board: fits Barle Board of line 6", report.Lines);
    }

    [AvailableFact]
    public async Task Keeps_the_number_and_the_old_name_of_a_body_that_is_renamed()
    {
        await ImportAsync(WhatDoTheyKnow("Ambleford Board,,ambleford,", "Barle Board,,barle,"));
        var number = await NumberOfAsync("Ambleford Board");
        await ImportAsync(PublicBodies(("a", "Ambleford Board", "", "", "")));
        var renamed = WhatDoTheyKnow("Greater Cray Conservators,,ambleford,", "Barle Board,,barle,");

        var report = await ImportAsync(renamed);

        Assert.Equal(["renamed Ambleford Board -> Greater Cray Conservators"], report.Lines);
        Assert.Equal(number, await NumberOfAsync("Greater Cray Conservators"));
        Assert.Equal(["Greater Cray Conservators"], await FoundAsync("Ambleford Board ignored my FOI"));
        Assert.Empty((await ImportAsync(renamed)).Lines);
        // A register further down does not rename what a better one names.
        await ImportAsync(PublicBodies(("a", "Amble Trustees", "", "", "")));
        Assert.Equal(["Greater Cray Conservators"], await FoundAsync("Amble Trustees and Ambleford Board ignored my FOI"));
    }

    [AvailableFact]
    public async Task Stops_looking_for_a_body_that_no_register_has_and_begins_again_when_it_comes_back()
    {
        var all = WhatDoTheyKnow("Ambleford Board,,ambleford,", "Barle Board,,barle,", "Cray Board,,cray,", "Dunmere Board,,dunmere,");
        await ImportAsync(all);
        await ImportAsync(PublicBodies(("b", "Barle Board", "", "", "")));
        var number = await NumberOfAsync("Ambleford Board");

        var report = await ImportAsync(WhatDoTheyKnow("Barle Board,,barle,", "Cray Board,,cray,", "Dunmere Board,,dunmere,", "Ambleford Board,,ambleford,defunct"));

        Assert.Equal(["removed Ambleford Board"], report.Lines);
        Assert.NotNull((await RowsAsync<AuthorityRow>()).Single(row => row.Id == number).RemovedAt);
        Assert.Empty(await FoundAsync("Ambleford Board ignored my FOI"));
        Assert.Equal(["Ambleford Board"], (await Pipeline.Get<AuthorityList>().ReadAsync(null, null, removed: true, CancellationToken.None)).Select(row => row.Name));
        Assert.Equal(["added Ambleford Board (other)"], (await ImportAsync(all)).Lines);
        Assert.Null((await RowsAsync<AuthorityRow>()).Single(row => row.Id == number).RemovedAt);
        Assert.Equal(["Ambleford Board"], await FoundAsync("Ambleford Board ignored my FOI"));
        Assert.Equal(4, await CountAsync<AuthorityRow>());
    }

    [AvailableFact]
    public async Task Refuses_to_lose_more_than_a_quarter_of_a_register_unless_that_is_meant()
    {
        await ImportAsync(WhatDoTheyKnow("Ambleford Board,,ambleford,", "Barle Board,,barle,", "Cray Board,,cray,"));
        var less = await ReadAsync(WhatDoTheyKnow("Ambleford Board,,ambleford,", "Barle Board,,barle,"));
        var before = await StateAsync();

        var (report, refusal) = await Import.ImportAsync(less, dryRun: false, allowRemovals: false, Operation, CancellationToken.None);

        Assert.Null(report);
        Assert.Equal("The file lacks 1 of the 3 bodies that whatdotheyknow had. If that is meant, import it with --allow-removals.", refusal);
        Assert.Equal(before, await StateAsync());
        Assert.Equal(1, (await Import.ImportAsync(less, dryRun: false, allowRemovals: true, Operation, CancellationToken.None)).Report!.Removed);
    }

    [AvailableFact]
    public async Task Says_the_same_on_a_dry_run_and_changes_nothing()
    {
        await ImportAsync(WhatDoTheyKnow("Ambleford Board,,ambleford,"));
        var file = await ReadAsync(WhatDoTheyKnow("Ambleford Conservators,,ambleford,", "Barle Board,,barle,"));
        var before = await StateAsync();

        var dry = (await Import.ImportAsync(file, dryRun: true, allowRemovals: false, Operation, CancellationToken.None)).Report!;

        Assert.Equal(before, await StateAsync());
        Assert.Equal((await Import.ImportAsync(file, dryRun: false, allowRemovals: false, Operation, CancellationToken.None)).Report!.Lines, dry.Lines);
    }

    [AvailableFact]
    public async Task Takes_no_name_that_would_be_found_in_every_second_post()
    {
        await ImportAsync(MySociety("Reading and Bath Council,Reading and Bath,X01,England,South East,UA,\"reading,bath,the rb\",True"));
        await ImportAsync(WhatDoTheyKnow("Ambleford Board,AMB,ambleford,", "Barle Board,AMB,barle,", "Cray Board,reading,cray,", "Dunmere Board,FOI,dunmere,", "Eastry Board,CRB,eastry,"));

        Assert.Empty(await FoundAsync("I was reading in the bath, FOI and AMB in hand"));
        Assert.Equal(["Eastry Board"], await FoundAsync("CRB ignored my FOI"));
        Assert.Equal(["Reading and Bath Council"], await FoundAsync("Reading and Bath council ignored my FOI"));
    }

    [AvailableFact]
    public async Task Writes_down_counts_register_and_digest_but_not_the_files_name()
    {
        var file = await ReadAsync(WhatDoTheyKnow("Ambleford Board,,ambleford,"));
        await Import.ImportAsync(file, dryRun: false, allowRemovals: false, Operation, CancellationToken.None);

        var entry = Assert.Single(await RowsAsync<AuditRow>(), row => row.Event == AuditEvents.AuthoritiesImported);
        Assert.Equal("register:whatdotheyknow", entry.Subject);
        Assert.Equal($"Test. whatdotheyknow: 1 bodies, 0 left out; 1 added, 0 linked, 0 renamed, 0 changed, 0 removed, 0 unclear; SHA-256 {file.Digest}.", entry.Reason);
    }

    [AvailableFact]
    public async Task Leaves_what_the_group_decided_of_an_authority()
    {
        await ImportAsync(WhatDoTheyKnow("Ambleford Board,,ambleford,"));
        await using (var db = Pipeline.Open()) await db.Authorities.ExecuteUpdateAsync(row => row.SetProperty(r => r.Status, AuthorityStatus.OfConcern));

        await ImportAsync(WhatDoTheyKnow("Ambleford Conservators,,ambleford,"));

        Assert.Equal(("Ambleford Conservators", AuthorityStatus.OfConcern), (await RowsAsync<AuthorityRow>()).Select(row => (row.Name, row.Status)).Single());
    }

    [AvailableFact]
    public async Task Brings_the_register_that_ships_once_even_when_two_processes_start_together()
    {
        var seeding = Pipeline.Get<AuthoritySeeding>();
        await Task.WhenAll(seeding.SeedAsync(CancellationToken.None), Task.Run(() => seeding.SeedAsync(CancellationToken.None)));
        await seeding.SeedAsync(CancellationToken.None);

        var shipped = AuthorityRegister.Default.Authorities.Count;
        Assert.Equal((shipped, shipped), (await CountAsync<AuthorityRow>(), await CountAsync<AuthorityEntryRow>()));
        Assert.Single(await RowsAsync<AuditRow>(), row => row.Event == AuditEvents.AuthoritiesImported && row.Reason.Contains($"{shipped} added", StringComparison.Ordinal));
        Assert.Equal(["London Borough of Lewisham"], await FoundAsync("Lewisham council ignored my FOI"));
    }

    [AvailableFact]
    public async Task Brings_another_version_of_the_register_that_ships()
    {
        await Pipeline.Get<AuthoritySeeding>().SeedAsync(CancellationToken.None);
        var kent = await NumberOfAsync("Kent Police");
        await using (var db = Pipeline.Open())
        {
            await db.AuthorityEntries.Where(entry => entry.Code == "Kent Police").ExecuteUpdateAsync(entry => entry.SetProperty(e => e.Entry, "{\"Name\":\"Kent Constabulary\",\"Kind\":10}"));
            await db.Authorities.Where(row => row.Id == kent).ExecuteUpdateAsync(row => row.SetProperty(r => r.Name, "Kent Constabulary"));
        }

        await Pipeline.Get<AuthoritySeeding>().SeedAsync(CancellationToken.None);

        Assert.Equal(kent, await NumberOfAsync("Kent Police"));
        Assert.Equal(AuthorityRegister.Default.Authorities.Count, await CountAsync<AuthorityRow>());
    }

    private RegisterImport Import => Pipeline.Get<RegisterImport>();

    private OperationContext Operation => new("1", Clock.UtcNow, "Test.");

    private async Task<RegisterReport> ImportAsync(string text)
    {
        var (report, refusal) = await Import.ImportAsync(await ReadAsync(text), dryRun: false, allowRemovals: false, Operation, CancellationToken.None);
        Assert.Null(refusal);
        return report!;
    }

    private async Task<IReadOnlyList<string>> FoundAsync(string text)
    {
        var known = await Pipeline.Get<AuthorityBook>().CurrentAsync(CancellationToken.None);
        return [.. known.Recogniser.Find(new Post { Id = "1", Text = text }).Authorities.Select(found => found.Authority.Name)];
    }

    private async Task<int> NumberOfAsync(string name) => (await RowsAsync<AuthorityRow>()).Single(row => row.Name == name).Id;

    private async Task<IReadOnlyList<string>> StateAsync() =>
    [
        .. (await RowsAsync<AuthorityRow>()).Select(row => $"{row.Id} {row.Name} {row.Kind} {row.ChangedAt:O} {row.RemovedAt:O}").Order(StringComparer.Ordinal),
        .. (await RowsAsync<AuthorityEntryRow>()).Select(entry => $"{entry.Register} {entry.Code} {entry.AuthorityId} {entry.Entry}").Order(StringComparer.Ordinal),
    ];
}

public sealed class ImportingRegistersOnSqlite() : ImportingRegisters(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class ImportingRegistersOnPostgreSql() : ImportingRegisters(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class ImportingRegistersOnSqlServer() : ImportingRegisters(TestDatabases.SqlServerAsync);
