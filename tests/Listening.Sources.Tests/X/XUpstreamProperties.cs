using FsCheck;
using FsCheck.Fluent;
using Listening.Core.Sources;
using Listening.TestSupport;
using Xunit;

namespace Listening.Sources.Tests.X;

/// <summary>Whatever happens upstream and wherever the reading is interrupted, what is kept is what is upstream.</summary>
public sealed class XUpstreamProperties
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(80).WithStartSize(5).WithEndSize(40).WithReplay(20250403, 1409);

    private static readonly Arbitrary<((int Step, int Which)[] Steps, int PageSize, bool GivesNewest)> Sample = Arb.From(
        from steps in (from step in Gen.Choose(0, 11) from which in Gen.Choose(0, 40) select (step, which)).ArrayOf(40)
        from size in Gen.Choose(1, 4)
        from newest in Gen.Elements(true, false)
        select (steps, size, newest));

    [Theory]
    [InlineData(SearchKind.Keywords)]
    [InlineData(SearchKind.Account)]
    [InlineData(SearchKind.AccountWithComments)]
    public async Task What_is_kept_is_what_is_upstream(SearchKind kind)
    {
        await using var server = await ScriptedServer.StartAsync();
        Prop.ForAll(Sample, given =>
        {
            using var story = new XStory(server, kind, given.PageSize, given.GivesNewest);
            foreach (var (step, which) in given.Steps) story.Do(step, which);
            story.End();
            Assert.Equal(Wanted(story, kind), Found(story));
            return true;
        }).Check(Fixed);
    }

    private static IEnumerable<(string, string)> Wanted(XStory story, SearchKind kind)
    {
        // What lost the word was kept before; what was written under a post that is gone may have been kept or not.
        var living = story.Upstream.Posts.Where(post => !post.IsDeleted).ToList();
        var wanted = living.Where(post => story.Kept.ContainsKey(post.Id)
            || (kind == SearchKind.Keywords ? post.Versions[^1].Text.StartsWith("privacy", StringComparison.Ordinal) : IsReachable(story, post)));
        return wanted.Select(post => (post.Id, post.Versions[^1].Text)).OrderBy(post => post.Id, StringComparer.Ordinal);
    }

    private static bool IsReachable(XStory story, FakePost post) =>
        post.Answered is null || story.Upstream.Posts.Any(root => root.Id == post.Conversation && !root.IsDeleted);

    private static IEnumerable<(string, string)> Found(XStory story) =>
        story.Kept.Values.Select(post => (post.Id, post.Text)).OrderBy(post => post.Id, StringComparer.Ordinal);
}
