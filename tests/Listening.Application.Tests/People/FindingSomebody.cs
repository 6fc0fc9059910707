using Listening.Application.Content;
using Listening.Application.People;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Posts;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Application.Tests.People;

public abstract class FindingSomebody(Func<Task<TestDatabase>> database) : PeopleTest(database)
{
    [AvailableTheory]
    [InlineData("pim.example")]
    [InlineData("@pim.example")]
    [InlineData("  @Pim.EXAMPLE ")]
    [InlineData("\u2068@pim.example\u2069")]
    public async Task Finds_every_post_of_a_handle_however_it_is_written_and_nobody_of_a_similar_one(string handle)
    {
        await CollectPimAsync();

        var found = await FoundAsync(Ask(handle));

        Assert.Equal([("p1", "list"), ("p2", "list"), ("p3", "platform")], found.Posts.Select(post => (post.Post!.Id, post.SourceName)).Order());
        Assert.Equal((3, 0, 0), (found.Total, found.HeldBack, found.OtherPosts));
    }

    [AvailableFact]
    public async Task Finds_only_what_the_named_source_gave()
    {
        await CollectPimAsync();

        Assert.Equal(["p3"], await IdsOfAsync(Ask("pim.example", "platform")));
        Assert.Equal(["p1", "p2"], await IdsOfAsync(Ask("pim.example", "list")));
    }

    [AvailableTheory]
    [InlineData("https://social.example/posts/p1")]
    [InlineData("http://www.SOCIAL.example/posts/p1/")]
    [InlineData(" social.example/posts/p1 ")]
    [InlineData("https://social.example/posts/p1?other=1", false)]
    [InlineData("https://social.example/posts/P1", false)]
    public async Task Finds_one_post_by_its_link_and_says_how_many_others_the_author_has(string link, bool isThere = true)
    {
        await CollectPimAsync();

        var found = await FoundAsync(AskLink(link));

        Assert.Equal(isThere ? ["p1"] : [], found.Posts.Select(post => post.Post!.Id));
        Assert.Equal(isThere ? 2 : 0, found.OtherPosts);
    }

    [AvailableFact]
    public async Task Tells_everything_the_service_holds_about_a_post()
    {
        await CollectPimAsync();
        await HoldAsync("IC-hold-9", "p2");

        var found = await FoundAsync(Ask("pim.example", "list"));

        var (kept, free) = (found.Posts.Single(post => post.Post!.Id == "p2"), found.Posts.Single(post => post.Post!.Id == "p1"));
        Assert.Equal(["IC-hold-9"], kept.HeldBy);
        Assert.Equal((true, false, 1), (kept.HeldBack, free.HeldBack, found.HeldBack));
        Assert.Equal((Clock.UtcNow, Clock.UtcNow.AddDays(5), 0), (free.CollectedAt, free.DueAt, free.Edits));
        Assert.Equal("apples", Assert.Single(free.FoundBy).Search);
        Assert.Equal((TriageQueue.Unsorted, true), (free.Queue!.Value, free.Reasons.Count > 0));
    }

    [AvailableFact]
    public async Task Shows_nothing_that_is_due_but_what_a_hold_keeps()
    {
        await CollectPimAsync();
        await HoldAsync("IC-hold-9", "p2");

        Clock.Advance(TimeSpan.FromDays(5));

        Assert.Equal(["p2"], await IdsOfAsync(Ask("pim.example")));
    }

    [AvailableFact]
    public async Task Finds_a_post_by_the_new_handle_and_link_after_an_edit()
    {
        await CollectAsync(By("pim.example", "p1"));
        await CollectAsync(By("pim.example", "p1", "an apple, edited") with { Author = new Author(Handle: "renamed.example"), Url = "https://social.example/moved" });

        Assert.Equal(["p1"], await IdsOfAsync(Ask("renamed.example")));
        Assert.Equal(["p1"], await IdsOfAsync(AskLink("https://social.example/moved")));
        Assert.Empty(await IdsOfAsync(Ask("pim.example")));
    }

    [AvailableFact]
    public async Task Opens_no_post_but_those_it_found()
    {
        await CollectAsync([.. Enumerable.Range(0, 300).Select(i => By($"decoy{i}.example", $"d{i}"))]);
        await CollectPimAsync();
        var keys = new CountingKeys(Pipeline.Get<IContentKeys>());
        var content = new PostContent(keys);
        var services = Pipeline.Get<IServiceProvider>();
        var people = ActivatorUtilities.CreateInstance<PersonService>(
            services, ActivatorUtilities.CreateInstance<PersonSearch>(services, content), ActivatorUtilities.CreateInstance<PersonPosts>(services, content));

        var found = await people.FindAsync(Ask("pim.example"), Operation, CancellationToken.None);

        Assert.Equal(3, found.Value!.Total);
        // The post and its reasons.
        Assert.Equal(6, keys.Asked);
    }

    [AvailableFact]
    public async Task Shows_the_newest_of_many_and_counts_all()
    {
        await CollectAsync([.. Enumerable.Range(0, PersonService.PostsShown + 19).Select(i => By("pim.example", $"{i}"))]);
        await CollectAsync(By("pim.example", "newest"));

        var found = await FoundAsync(Ask("pim.example"));

        Assert.Equal((PersonService.PostsShown + 20, PersonService.PostsShown), (found.Total, found.Posts.Count));
        Assert.Equal("newest", found.Posts[0].Post!.Id);
    }

    [AvailableFact]
    public async Task Is_recorded_with_its_case_and_count_and_nothing_of_the_person()
    {
        await CollectPimAsync();
        await FoundAsync(Ask("pim.example"));

        var entry = Assert.Single(await RowsAsync<AuditRow>(), entry => entry.Event == "person.found");
        Assert.Equal(("42", $"case:{Reference}", "Asked for in a test. 3 posts found, 3 shown."), (entry.Actor, entry.Subject, entry.Reason));
        Assert.Equal(0, await CountAsync<PersonRequestRow>());
    }

    /// <summary>Counts how often a key is asked for to open something.</summary>
    private sealed class CountingKeys(IContentKeys inner) : IContentKeys
    {
        public int Asked { get; private set; }

        public ContentKey? Find(ContentKeyId id)
        {
            Asked++;
            return inner.Find(id);
        }

        public ContentKey GetOrCreate(ContentKeyId id) => inner.GetOrCreate(id);

        public IReadOnlyList<ContentKeyId> List() => inner.List();

        public bool Destroy(ContentKeyId id) => inner.Destroy(id);

        public void HashId(int sourceId, string nativeId, Span<byte> hash) => inner.HashId(sourceId, nativeId, hash);

        public byte[] HashAuthor(Author author) => inner.HashAuthor(author);

        public byte[] HashLink(string link) => inner.HashLink(link);

        public byte[] HashContent(ReadOnlySpan<byte> content) => inner.HashContent(content);

        public byte[] Commit() => inner.Commit();
    }
}

public sealed class FindingSomebodyOnSqlite() : FindingSomebody(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class FindingSomebodyOnPostgreSql() : FindingSomebody(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class FindingSomebodyOnSqlServer() : FindingSomebody(TestDatabases.SqlServerAsync);
