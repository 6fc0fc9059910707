using Listening.Core.Sources;
using Xunit;
using static Listening.Sources.Tests.Recorded.RecordingFolder;

namespace Listening.Sources.Tests.Recorded;

public sealed class RecordedFilesTests : IDisposable
{
    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_appended_later_is_read_later()
    {
        var path = _folder.Write("day.jsonl", Post("1"));
        var first = await Page(_folder.Connector(path), null);
        Assert.Empty((await Page(_folder.Connector(path), first.Cursor)).Posts);
        _folder.Append("day.jsonl", Post("2") + "\r\n");
        var second = await Page(_folder.Connector(path), first.Cursor);
        Assert.Equal(["2"], second.Posts.Select(post => post.Id));
        Assert.Empty((await Page(_folder.Connector(path), second.Cursor)).Posts);
    }

    [Fact]
    public async Task A_last_line_that_is_still_being_written_is_left_until_it_is_whole()
    {
        var path = _folder.Write("day.jsonl", Post("1"));
        var line = Post("2", text: "ŵyl");
        _folder.Append("day.jsonl", line[..60]);
        var first = await Page(_folder.Connector(path), null);
        Assert.Equal((1, 0), (first.Posts.Count, first.Malformed));
        _folder.Append("day.jsonl", line[60..]);
        var second = await Page(_folder.Connector(path), first.Cursor);
        Assert.Equal(["2"], second.Posts.Select(post => post.Id));
        _folder.Append("day.jsonl", "\n" + Post("3") + "\n");
        var third = await Page(_folder.Connector(path), second.Cursor);
        Assert.Equal((0, "3"), (third.Malformed, Assert.Single(third.Posts).Id));
    }

    [Fact]
    public async Task A_folder_is_read_in_ordinal_order_of_its_names_and_goes_on_into_new_files()
    {
        _folder.Write("b.jsonl", Post("3"));
        _folder.Write("B.ndjson", Post("1"), Post("2"));
        _folder.Write("notes.txt", Post("no"));
        _folder.Write(".c.jsonl", Post("no"));
        var pages = await All(_folder.Connector(_folder.Path, pageSize: 2));
        Assert.Equal(["1", "2", "3"], Ids(pages));
        _folder.Write("c.jsonl", Post("4"));
        _folder.Write("d.jsonl", Post("5"));
        Assert.Equal(["4", "5"], Ids(await All(_folder.Connector(_folder.Path, pageSize: 1), pages[^1].Cursor)));
    }

    [Fact]
    public async Task A_folder_can_be_resumed_at_every_page()
    {
        _folder.Write("1.jsonl", Post("1"), Post("2"), Post("3"));
        _folder.Write("2.jsonl");
        _folder.Write("3.jsonl", Post("4"), Post("5"));
        var pages = await All(_folder.Connector(_folder.Path, pageSize: 1));
        for (var stopped = 0; stopped < pages.Count - 1; stopped++)
            Assert.Equal(["1", "2", "3", "4", "5"], Ids(pages.Take(stopped + 1)).Concat(Ids(await All(_folder.Connector(_folder.Path, pageSize: 1), pages[stopped].Cursor))));
    }

    [Fact]
    public async Task When_the_file_of_the_cursor_was_removed_the_next_one_is_read()
    {
        _folder.Write("1.jsonl", Post("1"));
        var first = await Page(_folder.Connector(_folder.Path), null);
        File.Delete(_folder.File("1.jsonl"));
        Assert.Equal(first.Cursor, (await Page(_folder.Connector(_folder.Path), first.Cursor)).Cursor);
        _folder.Write("2.jsonl", Post("2"));
        Assert.Equal(["2"], (await Page(_folder.Connector(_folder.Path), first.Cursor)).Posts.Select(post => post.Id));
    }

    [Fact]
    public async Task An_empty_folder_is_not_a_failure()
    {
        var page = await Page(_folder.Connector(_folder.Path), null);
        Assert.Equal((0, false, null), (page.Posts.Count, page.HasMore, page.Cursor));
    }

    [Fact]
    public async Task A_file_that_became_shorter_is_read_again_and_the_gap_is_told()
    {
        var path = _folder.Write("day.jsonl", Post("1"), Post("2"));
        var first = await Page(_folder.Connector(path), null);
        _folder.Write("day.jsonl", Post("9"));
        var second = await Page(_folder.Connector(path), first.Cursor);
        Assert.Equal(("9", true), (Assert.Single(second.Posts).Id, second.PossibleGap));
        Assert.False(first.PossibleGap);
    }

    [Fact]
    public async Task Lines_that_are_not_posts_are_counted_and_passed_over()
    {
        var path = _folder.Write("day.jsonl", "not json", Post("1"), "{\"id\":7}", "[]", "{\"text\":\"no id\"}", "", Post("2"), "{\"id\":\"3\",\"text\":\"\\ud800\"}");
        var pages = await All(_folder.Connector(path, pageSize: 3));
        Assert.Equal(["1", "2"], Ids(pages));
        Assert.Equal(5, pages.Sum(page => page.Malformed));
    }

    [Fact]
    public async Task A_line_longer_than_eight_megabytes_is_counted_and_passed_over()
    {
        var path = _folder.Write("day.jsonl", Post("1"), Post("big", text: new string('x', 9 * 1024 * 1024)), Post("2"));
        var pages = await All(_folder.Connector(path));
        Assert.Equal(["1", "2"], Ids(pages));
        Assert.Equal(1, pages.Sum(page => page.Malformed));
    }

    [Fact]
    public async Task A_byte_order_mark_is_not_part_of_the_first_line()
    {
        var path = _folder.File("day.jsonl");
        await File.WriteAllTextAsync(path, Post("1") + "\n", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(["1"], (await Page(_folder.Connector(path), null)).Posts.Select(post => post.Id));
    }

    [Fact]
    public async Task A_missing_path_is_a_setting_to_put_right_and_is_told_without_its_folders()
    {
        var read = await _folder.Connector(_folder.File("nowhere.jsonl")).ReadAsync(Everything, null, CancellationToken.None);
        Assert.Null(read.Page);
        Assert.Equal(SourceFailureKind.Misconfigured, read.Failure!.Kind);
        Assert.Contains("'nowhere.jsonl'", read.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, read.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"etag\":\"x\"}")]
    [InlineData("recorded-1;Folder;-3;;;;a.jsonl")]
    [InlineData("recorded-1;Folder;3;2026-03-10;;;a.jsonl")]
    public async Task A_cursor_of_another_kind_of_source_is_refused(string cursor)
    {
        var read = await _folder.Connector(_folder.Write("day.jsonl", Post("1"))).ReadAsync(Everything, cursor, CancellationToken.None);
        Assert.Equal(SourceFailureKind.Misconfigured, read.Failure?.Kind);
    }
}
