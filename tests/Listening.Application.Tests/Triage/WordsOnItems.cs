using System.Text;
using Listening.Application.Content;
using Listening.Application.Holds;
using Listening.Application.Meetings;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Triage;

/// <summary>What staff write about a post is sealed like the post, kept as long as it, and gone with it. Posts are collected at noon of 10 March.</summary>
public abstract class WordsOnItems(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    private const string Words = "qzcanarynote: rang Pat Example";

    [AvailableFact]
    public async Task No_row_and_no_file_holds_words_in_the_clear()
    {
        var item = await ItemAsync("1");
        await Pipeline.AddSearchAsync("visiblecanary", "nothing");
        await NoteAsync(item, Words);
        await DoAsync(item, ItemActionKind.Closed, act => act with { Outcome = ItemOutcome.NoAction, Words = Words });

        Assert.All(await HistoryAsync(item), line => Assert.Equal(Words, line.Words));
        Assert.All(await RowsAsync<ItemActionRow>(), row => Assert.False(Holds(row.Words!, "qzcanarynote")));
        Assert.DoesNotContain(await RowsAsync<AuditRow>(), entry => entry.Reason.Contains("Pat", StringComparison.Ordinal));
        // SQL Server keeps its files where a test cannot see them.
        if (Pipeline.Database.Provider == "SqlServer") return;
        Assert.True(await StandsInAFileAsync("visiblecanary"));
        Assert.False(await StandsInAFileAsync("qzcanarynote"));
    }

    [AvailableFact]
    public async Task The_history_goes_with_the_post_and_the_audit_log_and_the_counts_stay()
    {
        var old = await ItemAsync("old");
        await NoteAsync(old, Words);
        await CloseAsync(old);
        await SendAsync(old, Words);
        Clock.Advance(TimeSpan.FromDays(1));
        var young = await ItemAsync("young");
        await NoteAsync(young, Words);
        await SendAsync(young, Words);
        var (audit, counts) = (await AuditAsync(old), await CountsAsync());

        Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);

        Assert.Equal([young], (await RowsAsync<ItemActionRow>()).Select(row => row.PostId));
        Assert.Equal([young], (await RowsAsync<SendingRow>()).Select(row => row.PostId));
        Assert.Empty(await HistoryAsync(old));
        Assert.Equal(2, audit.Count);
        Assert.Equal(audit, await AuditAsync(old));
        Assert.Equal(counts, await CountsAsync());
    }

    [AvailableFact]
    public async Task Words_on_what_a_hold_keeps_can_be_read_after_the_days_key_died()
    {
        var (kept, other) = (await ItemAsync("kept"), await ItemAsync("other"));
        await NoteAsync(kept, Words);
        await NoteAsync(other, Words);
        await SendAsync(kept, Words);
        await HoldAsync(kept);
        await NoteAsync(kept, "Written afterwards.");

        Assert.Equal(["hold.1", "hold.1"], (await RowsAsync<ItemActionRow>()).Where(row => row.PostId == kept).Select(KeyOf));
        Assert.Equal(["2026-03-10.standard.120h"], (await RowsAsync<ItemActionRow>()).Where(row => row.PostId == other).Select(KeyOf));
        Clock.Advance(TimeSpan.FromDays(6));
        await Pipeline.PurgeAsync();

        Assert.DoesNotContain("2026-03-10.standard.120h.key", Directory.GetFiles(Pipeline.KeyFolder).Select(Path.GetFileName));
        Assert.Equal([Words, "Written afterwards."], (await HistoryAsync(kept)).Select(line => line.Words));
        var sending = Assert.Single(await RowsAsync<SendingRow>());
        Assert.Equal(Words, Pipeline.Get<PostContent>().OpenWords(sending.Words, sending.KeyId, (await RowOfAsync("kept"))!.IdHash));
    }

    [AvailableFact]
    public async Task Words_on_what_is_kept_for_a_meeting_can_be_read_until_it_goes()
    {
        var item = await ItemAsync("1");
        await NoteAsync(item, Words);
        var meetings = Pipeline.Get<MeetingService>();
        var (meeting, _) = await meetings.AddAsync(Clock.UtcNow.AddDays(7), By("1"), CancellationToken.None);
        await meetings.KeepAsync(meeting!.Value, [item], By("1"), CancellationToken.None);

        Clock.Advance(TimeSpan.FromDays(6));
        await Pipeline.PurgeAsync();
        Assert.Equal(Words, Assert.Single(await HistoryAsync(item)).Words);
        await NoteAsync(item, "Still here.");

        Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(1, (await Pipeline.PurgeAsync()).Posts);
        Assert.Equal(0, await CountAsync<ItemActionRow>());
    }

    [AvailableFact]
    public async Task Words_cannot_be_read_any_more_when_their_key_is_gone_but_what_was_done_can()
    {
        var item = await ItemAsync("1");
        await NoteAsync(item, Words);

        Pipeline.Get<IContentKeys>().Destroy(ContentKeyId.FromValue((await RowOfAsync("1"))!.KeyId));

        var line = Assert.Single(await HistoryAsync(item));
        Assert.Equal((ItemActionKind.Noted, "1", null), (line.Kind, line.Actor, line.Words));
    }

    private static string KeyOf(ItemActionRow row) => ContentKeyId.FromValue(row.KeyId).ToString();

    private async Task HoldAsync(long item)
    {
        var holds = Pipeline.Get<HoldService>();
        var draft = new HoldDraft { Reason = HoldReason.FoiRequest, Reference = "IC-123456", Items = [item], EndsAt = Clock.UtcNow.AddDays(30) };
        var asked = await holds.AskAsync(draft, By("1"), CancellationToken.None);
        Assert.Null((await holds.DecideAsync(asked.HoldId!.Value, approve: true, By("2"), CancellationToken.None)).Refusal);
    }

    private async Task SendAsync(long item, string words)
    {
        await using var db = Pipeline.Open();
        var post = await db.Posts.SingleAsync(row => row.Id == item);
        db.Sendings.Add(new SendingRow
        {
            PostId = item,
            Kind = SendingKind.PassOn,
            State = SendingState.Sent,
            Target = "policy",
            MessageId = $"{item}",
            AskedBy = "1",
            AskedAt = Clock.UtcNow,
            Words = Pipeline.Get<PostContent>().SealWords(words, ContentKeyId.FromValue(post.KeyId), post.IdHash),
            KeyId = post.KeyId,
        });
        await db.SaveChangesAsync();
    }

    private async Task<bool> StandsInAFileAsync(string text)
    {
        if (Pipeline.Database.Provider == "PostgreSql")
        {
            await using var db = Pipeline.Open();
            await db.Database.ExecuteSqlRawAsync("CHECKPOINT");
        }

        return Directory.EnumerateFiles(Pipeline.Database.DataFolder, "*", SearchOption.AllDirectories).Any(path =>
        {
            try
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var bytes = new byte[stream.Length];
                return Holds(bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), text);
            }
            catch (FileNotFoundException)
            {
                // The server has removed it since it was listed.
                return false;
            }
        });
    }

    private static bool Holds(ReadOnlySpan<byte> bytes, string text) => bytes.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}

public sealed class WordsOnItemsOnSqlite() : WordsOnItems(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class WordsOnItemsOnPostgreSql() : WordsOnItems(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class WordsOnItemsOnSqlServer() : WordsOnItems(TestDatabases.SqlServerAsync);
