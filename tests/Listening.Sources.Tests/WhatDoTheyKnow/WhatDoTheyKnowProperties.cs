using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.WhatDoTheyKnow;
using Xunit;

namespace Listening.Sources.Tests.WhatDoTheyKnow;

/// <summary>Whatever happens on the site and wherever the reading is interrupted: what was read is what is there, or a gap is told.</summary>
public sealed class WhatDoTheyKnowProperties
{
    private const int Lives = 60;

    [Theory]
    [InlineData(SearchKind.Keywords)]
    [InlineData(SearchKind.AccountWithComments)]
    public async Task What_was_read_and_looked_at_again_is_what_is_there(SearchKind kind)
    {
        await using var site = await ScriptedSite.StartAsync();
        var whole = 0;
        for (var life = 0; life < Lives; life++)
        {
            var chance = new Random(life);
            var length = chance.Next(4, 26);
            site.Options = site.Options with { FeedLength = length };
            var fake = new FakeSite(chance, length);
            site.Server.Otherwise = fake.AnswerAsync;
            var reader = new Reader(site, kind, chance);
            for (var turn = 0; turn < 12; turn++)
            {
                for (var happens = chance.Next(length); happens > 0; happens--) fake.Live();
                await reader.ReadAsync();
            }

            await reader.DrainAsync();
            // Comments alone do not bring a request up.
            if (kind == SearchKind.AccountWithComments) fake.FollowUpAll();
            await reader.DrainAsync();

            await reader.CheckAsync();
            var there = fake.Visible();
            Assert.All(reader.Held, held => Assert.True(there.ContainsKey(held.Key) || fake.IsOverfull(held.Value.Split(' ')[0]), $"life {life}: {held.Key} is held and gone"));
            if (reader.SawGap) continue;
            whole++;
            var held = reader.Held.Where(one => there.ContainsKey(one.Key));
            Assert.Equal(there.OrderBy(one => one.Key, StringComparer.Ordinal), held.OrderBy(one => one.Key, StringComparer.Ordinal));
        }

        Assert.True(whole > Lives / 4, $"{whole} lives without a gap");
    }

    private sealed class Reader(ScriptedSite site, SearchKind kind, Random chance)
    {
        private readonly Dictionary<string, Post> posts = new(StringComparer.Ordinal);
        private WhatDoTheyKnowConnector connector = site.Connect();
        private string? cursor;

        public bool SawGap { get; private set; }

        public Dictionary<string, string> Held => posts.ToDictionary(
            pair => pair.Key, pair => $"{pair.Value.Conversation} {State(pair.Value.Text)}", StringComparer.Ordinal);

        /// <summary>Reads a page; now and then the service stops before it is saved, or is started anew.</summary>
        public async Task<bool> ReadAsync()
        {
            var page = (await connector.ReadAsync(ScriptedSite.Request(kind), cursor, CancellationToken.None)).Page!;
            if (chance.Next(4) == 0) connector = site.Connect();
            if (chance.Next(4) == 0) return true;
            SawGap |= page.PossibleGap;
            foreach (var post in page.Posts) posts[post.Id] = post;
            foreach (var gone in page.Deleted) posts.Remove(gone);
            cursor = page.Cursor;
            return page.HasMore;
        }

        public async Task DrainAsync()
        {
            while (await ReadAsync())
            {
            }
        }

        public async Task CheckAsync()
        {
            foreach (var batch in posts.Values.ToList().Chunk(connector.CheckBatch))
            {
                var read = await connector.CheckAsync(batch, CancellationToken.None);
                if (read.Failure is not null) continue;
                foreach (var gone in read.Gone) posts.Remove(gone);
                foreach (var changed in read.Changed) posts[changed.Id] = changed;
            }
        }

        private static string State(string text) => text.Split(": ")[^1] switch
        {
            "awaiting a response" => "waiting_response",
            "refused" => "rejected",
            "information not held" => "not_held",
            "awaiting internal review" => "internal_review",
            var other => other,
        };
    }
}
