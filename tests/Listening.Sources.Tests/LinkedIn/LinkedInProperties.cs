using FsCheck;
using FsCheck.Fluent;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.LinkedIn;
using Xunit;

namespace Listening.Sources.Tests.LinkedIn;

/// <summary>Whatever happens on the page, at any page size and wherever the reading is interrupted, what is held in the end is what is there.</summary>
public sealed class LinkedInProperties
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(50).WithStartSize(20).WithEndSize(70).WithReplay(20260302, 1211);

    private static readonly Arbitrary<Story> Stories = Arb.From(
        from pageSize in Gen.Choose(1, 6)
        from pages in Gen.Choose(1, 3)
        from steps in (from deed in Gen.Choose(0, 14) from choice in Gen.Choose(0, 1_000) select new Step(deed, choice)).ArrayOf()
        select new Story(pageSize, pages, steps));

    [Theory]
    [InlineData(SearchKind.AccountWithComments)]
    [InlineData(SearchKind.Mentions)]
    [InlineData(SearchKind.Account)]
    public async Task Holds_in_the_end_what_is_on_the_page(SearchKind kind)
    {
        await using var linkedIn = await ScriptedLinkedIn.StartAsync();
        Prop.ForAll(Stories, story => PlayAsync(linkedIn, kind, story).GetAwaiter().GetResult()).Check(Fixed);
    }

    private static async Task<bool> PlayAsync(ScriptedLinkedIn linkedIn, SearchKind kind, Story story)
    {
        var world = new LinkedInWorld();
        linkedIn.World = world.Answer;
        linkedIn.Time.UtcNow = ScriptedLinkedIn.Noon;
        linkedIn.Options = linkedIn.Options with { PageSize = story.PageSize, CommentPagesPerRead = story.PagesPerRead, CheckBatch = 7 };
        var reader = new Reader(linkedIn, kind);
        foreach (var step in story.Steps)
        {
            linkedIn.Time.Advance(TimeSpan.FromSeconds(7));
            await StepAsync(world, reader, step, linkedIn.Time.UtcNow);
            Assert.DoesNotContain(world.Names, name => reader.Cursor?.Contains(name, StringComparison.Ordinal) == true);
        }

        linkedIn.Time.Advance(TimeSpan.FromSeconds(7));
        await reader.DrainAsync();
        await reader.DrainAsync();
        await reader.CheckAsync();
        Assert.Equal(
            world.Of(isOthers: kind == SearchKind.Mentions, hasComments: kind == SearchKind.AccountWithComments).Order(),
            reader.Held.Values.Select(post => (post.Id, post.Text)).Order());
        return true;
    }

    private static Task StepAsync(LinkedInWorld world, Reader reader, Step step, DateTime now)
    {
        switch (step.Deed)
        {
            case 0 or 1: world.Post(now); break;
            case 2: world.Mention(now); break;
            case 3 or 4 or 5: world.Comment(step.Choice, isOwn: false, now); break;
            case 6: world.Comment(step.Choice, isOwn: true, now); break;
            case 7: world.Edit(step.Choice, now); break;
            case 8 or 9: world.Delete(step.Choice, now); break;
            default: return reader.ReadAsync(restarts: step.Choice % 2 == 0);
        }

        return Task.CompletedTask;
    }

    internal sealed record Step(int Deed, int Choice);

    internal sealed record Story(int PageSize, int PagesPerRead, Step[] Steps)
    {
        public override string ToString() => $"pages of {PageSize}, {PagesPerRead} at once: {string.Join(' ', Steps.Select(step => $"{step.Deed}:{step.Choice}"))}";
    }

    /// <summary>Keeps what is read, as the service does.</summary>
    private sealed class Reader(ScriptedLinkedIn linkedIn, SearchKind kind)
    {
        private LinkedInConnector connector = linkedIn.Connect();

        public Dictionary<string, Post> Held { get; } = [];

        public string? Cursor { get; private set; }

        public async Task<bool> ReadAsync(bool restarts = false)
        {
            if (restarts) connector = linkedIn.Connect();
            var read = await ScriptedLinkedIn.ReadAsync(connector, kind, Cursor);
            Assert.True(read.Page is not null, read.Failure?.Message);
            Assert.Equal((0, false), (read.Page!.Malformed, read.Page.PossibleGap));
            foreach (var post in read.Page.Posts) Held[post.Id] = post;
            foreach (var id in read.Page.Deleted) Held.Remove(id);
            Cursor = read.Page.Cursor;
            return read.Page.HasMore;
        }

        public async Task DrainAsync()
        {
            var reads = 0;
            while (await ReadAsync(restarts: reads % 2 == 1)) Assert.True(++reads < 2_000, "The reading does not end.");
        }

        public async Task CheckAsync()
        {
            foreach (var group in Held.Values.Chunk(connector.CheckBatch))
            {
                var read = await connector.CheckAsync(group, CancellationToken.None);
                Assert.Null(read.Failure);
                foreach (var post in read.Changed) Held[post.Id] = post;
                foreach (var id in read.Gone) Held.Remove(id);
            }
        }
    }
}
