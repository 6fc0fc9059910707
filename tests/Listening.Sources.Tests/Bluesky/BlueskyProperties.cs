using Listening.Core.Posts;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.Bluesky;

/// <summary>Whatever is said and deleted, whatever a page holds and wherever the reading is interrupted: what was read is what is there.</summary>
public sealed class BlueskyProperties
{
    private const int Lives = 60;

    [Fact]
    public async Task What_was_read_under_an_accounts_posts_and_looked_at_again_is_what_is_there()
    {
        for (var life = 0; life < Lives; life++)
        {
            await using var bluesky = await ScriptedBluesky.StartAsync();
            var chance = new Random(life);
            var sky = new FakeSky(chance);
            bluesky.Otherwise = sky.AnswerAsync;
            bluesky.Options = bluesky.Options with { PageSize = chance.Next(1, 9) };
            var held = new Dictionary<string, Post>(StringComparer.Ordinal);
            var connector = bluesky.Connect();
            string? cursor = null;
            var more = false;
            for (var turn = 0; turn < 40 || more; turn++)
            {
                if (turn < 40)
                {
                    for (var happens = chance.Next(4); happens > 0; happens--) sky.Live();
                }

                bluesky.Time.UtcNow = sky.Now = sky.Now.AddSeconds(30);
                if (chance.Next(8) == 0) connector = bluesky.Connect();
                var read = await ScriptedBluesky.ReadAsync(connector, SearchKind.AccountWithComments, cursor);
                Assert.True(read.Page is not null, read.Failure?.Message);
                // The service stops before the page is saved.
                if (chance.Next(8) == 0) continue;
                foreach (var post in read.Page!.Posts) held[post.Id] = post;
                (cursor, more) = (read.Page.Cursor, read.Page.HasMore);
                Assert.False(read.Page.PossibleGap);
            }

            // One whole run after the last that happened.
            do
            {
                var page = (await ScriptedBluesky.ReadAsync(connector, SearchKind.AccountWithComments, cursor)).Page!;
                foreach (var post in page.Posts) held[post.Id] = post;
                (cursor, more) = (page.Cursor, page.HasMore);
            }
            while (more);
            foreach (var batch in held.Values.ToList().Chunk(connector.CheckBatch))
            {
                var read = await connector.CheckAsync(batch, CancellationToken.None);
                foreach (var gone in read.Gone) held.Remove(gone);
            }

            Assert.True(held.Keys.ToHashSet(StringComparer.Ordinal).IsSubsetOf(sky.There), $"life {life}: more than there is");
            Assert.True(sky.Reachable.IsSubsetOf(held.Keys), $"life {life}: {string.Join(' ', sky.Reachable.Except(held.Keys, StringComparer.Ordinal))} were not read");
        }
    }
}
