using Listening.Application.Auditing;
using Listening.Application.Foi;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Xunit;

namespace Listening.Application.Tests.Foi;

public abstract class CorrectingAuthorities(Func<Task<TestDatabase>> database) : SightingTest(database)
{
    [AvailableTheory]
    [InlineData(AuthorityCorrectionKind.NotThisAuthority)]
    [InlineData(AuthorityCorrectionKind.RedHerring)]
    public async Task What_is_corrected_counts_no_more_and_the_words_that_misled_are_kept(AuthorityCorrectionKind kind)
    {
        await CollectAsync("1", Late);
        await CollectAsync("2", Late, "ben");

        Assert.Null(await CorrectAsync("1", Ambleford, kind));

        Assert.Equal("authors:1 posts:1 overdue:1", await CountsAsync(Ambleford));
        var correction = Assert.Single(await RowsAsync<AuthorityCorrectionRow>());
        Assert.Equal((kind, "Ambleford Borough Council", "7"), (correction.Kind, correction.Words, correction.Actor));
        Assert.Equal($"authority:{Ambleford}", (await RowsAsync<AuditRow>()).Single(row => row.Event == AuditEvents.AuthorityCorrected).Subject);
    }

    [AvailableFact]
    public async Task The_second_who_says_so_is_told()
    {
        await CollectAsync("1", Late);
        await CorrectAsync("1", Ambleford, AuthorityCorrectionKind.NotThisAuthority);

        Assert.Equal("Somebody has said so already.", await CorrectAsync("1", Ambleford, AuthorityCorrectionKind.NotThisAuthority));
        Assert.Equal("", await CountsAsync(Ambleford));
        Assert.Single(await RowsAsync<AuthorityCorrectionRow>());
    }

    [AvailableFact]
    public async Task Another_authority_can_be_named_and_a_correction_taken_back()
    {
        await CollectAsync("1", Late);
        await CorrectAsync("1", Ambleford, AuthorityCorrectionKind.NotThisAuthority);
        Assert.Null(await CorrectAsync("1", Brackwell, AuthorityCorrectionKind.ThisAuthority));
        Assert.Equal("authors:1 posts:1 overdue:1", await CountsAsync(Brackwell));

        Assert.Null(await CorrectAsync("1", Ambleford, AuthorityCorrectionKind.ThisAuthority));
        Assert.Equal("authors:1 posts:1 overdue:1", await CountsAsync(Ambleford));
    }

    [AvailableFact]
    public async Task What_a_person_said_stands_after_an_edit()
    {
        await CollectAsync("1", Late);
        await CorrectAsync("1", Ambleford, AuthorityCorrectionKind.RedHerring);
        await CollectAsync("1", Late + ", again");

        Assert.Equal(SightingState.Refused, Assert.Single(await RowsAsync<SightingRow>()).State);
        Assert.Equal("", await CountsAsync(Ambleford));
    }

    [AvailableFact]
    public async Task A_post_of_another_team_or_one_that_is_gone_is_not_there()
    {
        await CollectAsync("1", Late);
        var queue = (await ItemOfAsync("1"))!.Queue;
        var others = TriageQueues.All.Where(one => one != queue).ToList();

        Assert.Equal("The post is not there any more.", await CorrectAsync("1", Ambleford, AuthorityCorrectionKind.RedHerring, others));
        Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal("The post is not there any more.", await CorrectAsync("1", Ambleford, AuthorityCorrectionKind.RedHerring));
        Assert.Equal("authors:1 posts:1 overdue:1", await CountsAsync(Ambleford));
    }

    [AvailableFact]
    public async Task Status_and_notes_are_kept_and_notes_go_after_thirty_one_days()
    {
        var service = Pipeline.Get<AuthorityService>();
        var operation = new OperationContext("7", Clock.UtcNow, "Test.");
        Assert.Null(await service.SetStatusAsync(Ambleford, AuthorityStatus.OfConcern, operation, CancellationToken.None));
        Assert.NotNull(await service.SetStatusAsync(Ambleford, AuthorityStatus.OfConcern, operation, CancellationToken.None));
        Assert.Null(await service.NoteAsync(Ambleford, " Late again. ", operation, CancellationToken.None));
        Assert.NotNull(await service.NoteAsync(Ambleford, new string('x', 2001), operation, CancellationToken.None));
        Assert.NotNull(await service.NoteAsync(-1, "Nobody.", operation, CancellationToken.None));

        var view = (await Pipeline.Get<AuthorityReader>().FindAsync(Ambleford, TriageQueues.All, CancellationToken.None))!;
        Assert.Equal((AuthorityStatus.OfConcern, "Late again."), (view.Figures.Authority.Status, Assert.Single(view.Notes).Text));
        Clock.Advance(TimeSpan.FromDays(30));
        await Pipeline.PurgeAsync();
        Assert.Single(await RowsAsync<AuthorityNoteRow>());
        Clock.Advance(TimeSpan.FromDays(1));
        await Pipeline.PurgeAsync();
        Assert.Empty(await RowsAsync<AuthorityNoteRow>());
    }

    private async Task<string?> CorrectAsync(string post, int authority, AuthorityCorrectionKind kind, IReadOnlyCollection<TriageQueue>? queues = null) =>
        await Pipeline.Get<AuthorityCorrections>().CorrectAsync(
            (await RowOfAsync(post))!.Id, authority, kind, queues ?? [.. TriageQueues.All], new OperationContext("7", Clock.UtcNow, "Test."), CancellationToken.None);
}

public sealed class CorrectingAuthoritiesOnSqlite() : CorrectingAuthorities(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class CorrectingAuthoritiesOnPostgreSql() : CorrectingAuthorities(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class CorrectingAuthoritiesOnSqlServer() : CorrectingAuthorities(TestDatabases.SqlServerAsync);
