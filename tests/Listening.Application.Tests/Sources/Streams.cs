using Listening.Application.Collection;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.Sources;

public abstract class Streams(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    private readonly StreamSource _stream = new();

    protected override void More(IServiceCollection services) => services.AddSingleton(new SourceDefinition("brook", _stream));

    [AvailableFact]
    public async Task A_run_follows_it_for_a_minute_and_keeps_each_page()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple", source: "brook");
        _stream.Pages = Enumerable.Range(1, 100).Select(number => new SourcePage { Posts = [Post($"{number}", "an apple")] }).ToList();
        _stream.BeforePage = () => Clock.Advance(TimeSpan.FromSeconds(2));

        var run = await Pipeline.CollectAsync(search, "brook");

        Assert.InRange(run!.New, 28, 32);
        Assert.Equal(run.New, (await Pipeline.HeldAsync()).Count);
        var next = await Pipeline.CollectAsync(search, "brook");
        Assert.Equal(run.CursorTo, next!.CursorFrom);
    }

    [AvailableFact]
    public async Task It_is_told_the_handles_that_its_searches_name()
    {
        var search = await Pipeline.AddSearchAsync("named", "from:parish.example AND (apple OR to:Clerk.example)", source: "brook");
        await Pipeline.AddSearchAsync("elsewhere", "from:other.example");
        _stream.BeforePage = () => Clock.Advance(TimeSpan.FromMinutes(2));

        await Pipeline.CollectAsync(search, "brook");

        Assert.Equal(["parish.example", "clerk.example"], _stream.Asked[0].Handles);
        Assert.Equal(_stream.Asked[0].MarkOf("1"), _stream.Asked[0].MarkOf("1"));
        Assert.NotEqual(_stream.Asked[0].MarkOf("1"), _stream.Asked[0].MarkOf("2"));
    }

    [AvailableFact]
    public async Task A_new_search_does_not_send_it_back_to_its_beginning()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple", source: "brook");
        _stream.Pages = [new SourcePage { Posts = [Post("1", "an apple")] }];
        _stream.BeforePage = () => Clock.Advance(TimeSpan.FromSeconds(40));
        await Pipeline.CollectAsync(search, "brook");

        await Pipeline.AddSearchAsync("pears", "pear", source: "brook");
        var run = await Pipeline.CollectAsync(search, "brook");

        Assert.Equal("1", run!.CursorFrom);
    }

    [AvailableFact]
    public async Task What_it_left_out_is_asked_for_when_a_post_matches_and_only_then()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple", source: "brook");
        _stream.Pages = [new SourcePage { Posts = [Anonymous("1", "an apple"), Anonymous("2", "a pear"), Anonymous("3", "more apple"), Anonymous("4", "apple of the shy")] }];
        _stream.BeforePage = () => Clock.Advance(TimeSpan.FromSeconds(40));

        await Pipeline.CollectAsync(search, "brook");

        Assert.Equal(["1", "3", "4"], _stream.Completed);
        Assert.Equal(["1", "3"], (await Pipeline.HeldAsync()).Keys.Order(StringComparer.Ordinal));
        Assert.All((await Pipeline.HeldAsync()).Values, post => Assert.Equal($"found-{post.Id}.example", post.Author.Handle));
    }

    [AvailableFact]
    public async Task A_closed_account_takes_all_its_posts_along_and_nobody_elses()
    {
        var search = await Pipeline.AddSearchAsync("apples", "apple", source: "brook");
        _stream.Pages =
        [
            new SourcePage { Posts = [Post("1", "an apple"), Post("2", "an apple"), Post("3", "an apple") with { Author = new Author("id-1", "handle1") }] },
            new SourcePage { HiddenAuthors = ["id-1", "id-of-a-stranger"] },
        ];
        _stream.BeforePage = () => Clock.Advance(TimeSpan.FromSeconds(25));

        var run = await Pipeline.CollectAsync(search, "brook");

        Assert.Equal(["2"], (await Pipeline.HeldAsync()).Keys);
        Assert.Equal(2, run!.Deleted);
    }

    private static Post Anonymous(string id, string text) => Post(id, text) with { Author = new Author($"did-{id}") };

    private sealed class StreamSource : IStreamConnector, IPostCompletion
    {
        public string Kind => "brook";

        public bool ReadsEverything => true;

        public List<SourcePage> Pages { get; set; } = [];

        public Action BeforePage { get; set; } = () => { };

        public List<SourceRequest> Asked { get; } = [];

        public List<string> Completed { get; } = [];

        public SourceQuestion Explain(SourceRequest request) => SourceQuestion.Everything("The whole stream.");

        public Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
        {
            Asked.Add(request);
            BeforePage();
            var at = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
            return Task.FromResult(SourceRead.Of(at < Pages.Count
                ? Pages[at] with { Posts = [.. Pages[at].Posts.Select(post => post with { Source = "brook", CollectedAt = new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc) })], Cursor = $"{at + 1}" }
                : new SourcePage { Cursor = cursor }));
        }

        public Task<IReadOnlyList<Post>> CompleteAsync(IReadOnlyList<Post> matched, CancellationToken cancellationToken)
        {
            Completed.AddRange(matched.Select(post => post.Id));
            return Task.FromResult<IReadOnlyList<Post>>([.. matched.Select(post => post with { Author = post.Author with { Handle = $"found-{post.Id}.example" }, Text = post.Id == "4" ? "" : post.Text })]);
        }
    }
}

public sealed class StreamsOnSqlite() : Streams(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class StreamsOnPostgreSql() : Streams(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class StreamsOnSqlServer() : Streams(TestDatabases.SqlServerAsync);
