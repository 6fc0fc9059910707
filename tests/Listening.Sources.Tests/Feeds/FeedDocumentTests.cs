using System.Globalization;
using System.Text;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Feeds;

public sealed class FeedDocumentTests
{
    public static TheoryData<string> Names => [.. Cases().Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Reads_what_the_table_says(string name)
    {
        await using var probe = await FeedProbe.StartAsync();
        string Local(string text) => text.Replace("{server}", probe.Server.Address.AbsoluteUri, StringComparison.Ordinal);
        var (document, expectations) = Cases()[name];
        probe.Server.Then(200, Encoding.UTF8.GetBytes(Local(document)), ("Content-Type", "text/xml"));

        var read = await probe.ReadAsync();

        Assert.NotEmpty(expectations);
        foreach (var expectation in expectations) Check(Local(expectation), read);
        // Whatever stands in a document, nothing in it is fetched.
        Assert.Single(probe.Server.Requests);
    }

    [Fact]
    public async Task Every_post_names_its_source_and_the_time_it_was_collected()
    {
        foreach (var (_, (document, _)) in Cases())
        {
            await using var probe = await FeedProbe.StartAsync();
            probe.Server.Then(200, Encoding.UTF8.GetBytes(document));
            var read = await probe.ReadAsync();
            Assert.All(read.Page?.Posts ?? [], post =>
            {
                Assert.NotEmpty(post.Id);
                Assert.Equal("a-feed", post.Source);
                Assert.Equal(FeedProbe.Noon, post.CollectedAt);
                Assert.Equal(DateTimeKind.Utc, post.CreatedAt.Kind);
            });
            Assert.Empty(read.Page?.Deleted ?? []);
        }
    }

    private static void Check(string expectation, SourceRead read)
    {
        if (expectation.StartsWith("refused: ", StringComparison.Ordinal))
        {
            Assert.Equal(SourceFailureKind.Rejected, read.Failure?.Kind);
            Assert.Contains(expectation[9..], read.Failure!.Message, StringComparison.Ordinal);
            return;
        }

        Assert.Null(read.Failure);
        if (expectation.StartsWith("posts ", StringComparison.Ordinal))
            Assert.Equal(int.Parse(expectation[6..], CultureInfo.InvariantCulture), read.Page!.Posts.Count);
        else if (expectation.StartsWith("malformed ", StringComparison.Ordinal))
            Assert.Equal(int.Parse(expectation[10..], CultureInfo.InvariantCulture), read.Page!.Malformed);
        else
            CheckPost(expectation, read.Page!.Posts);
    }

    private static void CheckPost(string expectation, IReadOnlyList<Post> posts)
    {
        var colon = expectation.IndexOf(':', StringComparison.Ordinal);
        var subject = expectation[..colon].Split(' ');
        var post = posts[int.Parse(subject[0], CultureInfo.InvariantCulture) - 1];
        var found = subject[1] switch
        {
            "text" => post.Text.Replace("\n", "\\n", StringComparison.Ordinal),
            "id" => post.Id,
            "url" => post.Url ?? "",
            "created" => post.CreatedAt.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            "author" => post.Author.Name,
            "lang" => post.Lang ?? "",
            "links" => string.Join(' ', post.Links),
            _ => throw new FormatException($"The table asks for {subject[1]}."),
        };
        Assert.Equal(expectation[(colon + 1)..].Trim(), found);
    }

    private static Dictionary<string, (string Document, List<string> Expectations)> Cases()
    {
        var cases = new Dictionary<string, (string, List<string>)>(StringComparer.Ordinal);
        foreach (var block in TestFile.Read("Feeds/documents.txt").ReplaceLineEndings("\n").Split("\n## ").Skip(1))
        {
            var lines = block.Split('\n');
            var document = string.Join('\n', lines.Skip(1).TakeWhile(line => !line.StartsWith("=> ", StringComparison.Ordinal)));
            var expectations = lines.Where(line => line.StartsWith("=> ", StringComparison.Ordinal)).Select(line => line[3..]).ToList();
            // Control characters are drawn, so that the table can be read and edited.
            foreach (var drawn in "␀␁␇␌␛") document = document.Replace(drawn, (char)(drawn - '␀'));
            cases.Add(lines[0], (document, expectations));
        }

        return cases;
    }
}
