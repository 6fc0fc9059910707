using Xunit;
using static Listening.Sources.Tests.Recorded.RecordingFolder;

namespace Listening.Sources.Tests.Recorded;

/// <summary>Edits and deletions keep their meaning, though a page's deletions are applied after its posts.</summary>
public sealed class RecordedChangeTests : IDisposable
{
    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_edit_follows_the_post_it_changes()
    {
        var path = _folder.Write("day.jsonl", Post("1", text: "before"), Post("2"), Post("1", text: "after"));
        var page = Assert.Single(await All(_folder.Connector(path)));
        Assert.Equal([("1", "before"), ("2", "words"), ("1", "after")], page.Posts.Select(post => (post.Id, post.Text)));
    }

    [Fact]
    public async Task A_deletion_stands_in_the_page_of_its_post()
    {
        var page = Assert.Single(await All(_folder.Connector(_folder.Write("day.jsonl", Post("1"), Deletion("1"), Post("2")))));
        Assert.Equal(["1", "2"], page.Posts.Select(post => post.Id));
        Assert.Equal(["1"], page.Deleted);
    }

    [Fact]
    public async Task A_post_published_again_after_its_deletion_waits_for_the_next_page()
    {
        var path = _folder.Write("day.jsonl", Post("1"), Deletion("1"), Post("2"), Post("1", text: "again"), Post("3"));
        var pages = await All(_folder.Connector(path));
        Assert.Equal(2, pages.Count);
        Assert.Equal(["1", "2"], pages[0].Posts.Select(post => post.Id));
        Assert.Equal(["1"], pages[0].Deleted);
        Assert.Equal(["again", "words"], pages[1].Posts.Select(post => post.Text));
        Assert.Empty(pages[1].Deleted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Applying_the_pages_ends_in_what_applying_the_lines_ends_in(int pageSize)
    {
        string[] lines = [Post("1"), Deletion("1"), Deletion("1"), Post("1", text: "b"), Post("2"), Deletion("2"), Post("3"), Deletion("1"), Post("1", text: "c"), Post("2", text: "d"), Deletion("3")];
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var page in await All(_folder.Connector(_folder.Write("day.jsonl", lines), pageSize: pageSize)))
        {
            foreach (var post in page.Posts) kept[post.Id] = post.Text;
            foreach (var id in page.Deleted) kept.Remove(id);
        }

        Assert.Equal(["1=c", "2=d"], kept.Select(pair => $"{pair.Key}={pair.Value}"));
    }
}
