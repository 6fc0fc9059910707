using Listening.Application.Auditing;
using Listening.Application.People;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Posts;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Tests.People;

/// <summary>Posts of an invented person and of others who are easily taken for her, on two sources.</summary>
public abstract class PeopleTest(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    protected const string Reference = "IC-2026/17.a";

    private int _here;
    private int _there;

    protected IPersonService People => Pipeline.Get<IPersonService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _here = await Pipeline.AddSearchAsync("apples", "apple");
        _there = await Pipeline.AddSearchAsync("more-apples", "apple", source: "platform");
    }

    protected OperationContext Operation => new("42", Clock.UtcNow, "Asked for in a test.");

    protected static Post By(string handle, string id, string text = "an apple") => new()
    {
        Id = id,
        Text = text,
        Author = new Author($"account-{handle}", handle, $"Somebody called {handle}"),
        Url = $"https://social.example/posts/{id}",
    };

    protected static PersonQuestion Ask(string handle, string? source = null) => new() { Reference = Reference, Handle = handle, Source = source };

    protected static PersonQuestion AskLink(string link, string? source = null) => new() { Reference = Reference, Link = link, Source = source };

    protected async Task<CollectionRunRow> CollectAsync(params Post[] posts)
    {
        Source.Add(posts);
        return (await Pipeline.CollectAsync(_here))!;
    }

    protected async Task CollectOnPlatformAsync(params Post[] posts)
    {
        Pipeline.Platform.Add(posts);
        await Pipeline.CollectAsync(_there, "platform");
    }

    /// <summary>Two posts of Pim on one source and one on the other, and those of three who are not Pim.</summary>
    protected async Task CollectPimAsync()
    {
        await CollectAsync(By("Pim.example", "p1"), By("pim", "similar"), By("pim.example.org", "longer"), By("pim.example", "p2"), By("tom.example", "other", "an apple, says @pim.example"));
        await CollectOnPlatformAsync(By("PIM.EXAMPLE", "p3"), By("pim-example", "hyphen"));
        await Pipeline.RouteAsync();
    }

    /// <summary>Puts a hold on posts, as if it had been asked for and approved.</summary>
    protected async Task HoldAsync(string reference, params string[] ids)
    {
        await using var db = Pipeline.Open();
        var hold = new HoldRow { Reason = HoldReason.FoiRequest, Reference = reference, State = HoldState.InForce, AskedBy = "1", AskedAt = Clock.UtcNow, EndsAt = Clock.UtcNow.AddDays(30) };
        db.Holds.Add(hold);
        await db.SaveChangesAsync();
        foreach (var id in ids)
        {
            var post = (await RowOfAsync(id))!.Id;
            db.HoldPosts.Add(new HoldPostRow { HoldId = hold.Id, PostId = post });
            await db.Posts.Where(row => row.Id == post).ExecuteUpdateAsync(row => row.SetProperty(p => p.Holds, p => p.Holds + 1));
        }

        await db.SaveChangesAsync();
    }

    protected async Task<IEnumerable<string>> HeldIdsAsync() => (await Pipeline.HeldAsync()).Keys.Order(StringComparer.Ordinal);

    protected async Task<IReadOnlyList<string>> IdsOfAsync(PersonQuestion question) =>
        [.. (await FoundAsync(question)).Posts.Select(post => post.Post!.Id).Order(StringComparer.Ordinal)];

    protected async Task<PersonFound> FoundAsync(PersonQuestion question)
    {
        var result = await People.FindAsync(question, Operation, CancellationToken.None);
        return result.Value ?? throw new InvalidOperationException(result.Refusal);
    }

    protected async Task<ErasureOutcome> EraseAsync(PersonQuestion question, bool objectToo = false)
    {
        var result = await People.EraseAsync(question, ErasureReason.Objection, objectToo, Operation, CancellationToken.None);
        return result.Value ?? throw new InvalidOperationException(result.Refusal);
    }

    protected async Task<ObjectionOutcome> ObjectAsync(PersonQuestion question)
    {
        var result = await People.ObjectAsync(question, Operation, CancellationToken.None);
        return result.Value ?? throw new InvalidOperationException(result.Refusal);
    }
}
