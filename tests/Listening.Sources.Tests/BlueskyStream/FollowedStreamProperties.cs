using System.Globalization;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Listening.Sources.BlueskyStream;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>Whatever happens upstream and wherever the reading breaks off, what was read is what is there.</summary>
public sealed class FollowedStreamProperties
{
    private const int Cases = 60;

    public static TheoryData<BlueskyStreamProtocol> Protocols => new(BlueskyStreamProtocol.Jetstream, BlueskyStreamProtocol.Firehose);

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task What_was_read_is_what_is_upstream_after_any_interruptions(BlueskyStreamProtocol protocol)
    {
        for (var seed = 0; seed < Cases; seed++) await CheckAsync(protocol, new Random(seed), $"{protocol}, seed {seed}");
    }

    private static async Task CheckAsync(BlueskyStreamProtocol protocol, Random random, string name)
    {
        var upstream = Upstream.Generate(random);
        await using var probe = await StreamProbe.StartAsync(protocol);
        probe.Restart(options => options with
        {
            PageSize = random.Next(1, 9),
            Wait = TimeSpan.FromMilliseconds(60),
            Gather = TimeSpan.FromMilliseconds(random.Next(1, 15)),
        });
        var breaks = random.Next(0, 8);
        var seed = random.Next();
        var connections = 0;
        probe.Server.Otherwise = (socket, context) => SendAsync(
            protocol, upstream, socket, context, new Random(seed + Interlocked.Increment(ref connections)), isToBreak: Interlocked.Decrement(ref breaks) >= 0);

        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        var given = new HashSet<string>(StringComparer.Ordinal);
        var mayRepeat = false;
        var cursor = protocol == BlueskyStreamProtocol.Jetstream ? Jet.Cursor(0) : """{"v":1,"n":0,"seq":0,"host":"mark-9"}""";
        for (var reads = 0; !held.ContainsKey(Jet.Id("end")); reads++)
        {
            Assert.True(reads < 1_000, $"{name}: the reading does not end.");
            var read = await probe.TryReadAsync(cursor);
            if (read.Page is not { } page) continue;
            Assert.False(page.PossibleGap, $"{name}: a gap is reported where there is none.");
            Assert.Equal(0, page.Malformed);
            // A page that the store could not keep is read again from the place before it.
            if (random.Next(12) == 0)
            {
                mayRepeat = true;
                continue;
            }

            foreach (var post in page.Posts)
            {
                Assert.True(given.Add(post.Text) || mayRepeat, $"{name}: {post.Text} was given twice.");
                held[post.Id] = post.Text;
            }

            foreach (var id in page.Deleted) held.Remove(id);
            foreach (var id in held.Keys.Where(id => page.HiddenAuthors.Contains(id.Split('/')[2])).ToList()) held.Remove(id);
            cursor = page.Cursor;
            if (random.Next(12) == 0)
            {
                probe.Restart();
                mayRepeat = true;
            }
        }

        var expected = upstream.Posts.Append(KeyValuePair.Create(Jet.Id("end"), "end"));
        Assert.True(expected.OrderBy(post => post.Key).SequenceEqual(held.OrderBy(post => post.Key)), $"{name}: what was read is not what is upstream.");
    }

    // As the servers do: Jetstream everything from the cursor on, in its own clock's time; the firehose everything behind it. Now and then they falter.
    private static async Task SendAsync(BlueskyStreamProtocol protocol, Upstream upstream, WebSocket socket, HttpContext context, Random random, bool isToBreak)
    {
        var cut = isToBreak ? random.Next(0, upstream.Log.Count) : int.MaxValue;
        var skew = random.Next(-2, 3);
        var cursor = long.Parse(QueryHelpers.ParseQuery(context.Request.QueryString.Value)["cursor"].ToString(), CultureInfo.InvariantCulture);
        var sent = 0;
        for (var at = 0; at < upstream.Log.Count; at++)
        {
            var happening = upstream.Log[at];
            var seconds = happening.At + (protocol == BlueskyStreamProtocol.Jetstream ? skew : 0);
            if (protocol == BlueskyStreamProtocol.Jetstream ? Jet.Us(seconds) < cursor : at + 1 <= cursor) continue;
            if (sent++ >= cut)
            {
                if (random.Next(2) == 0) context.Abort();
                return;
            }

            if (random.Next(15) == 0) await Task.Delay(25);
            if (protocol == BlueskyStreamProtocol.Jetstream) await StreamServer.SendAsync(socket, happening.ToJetstream(seconds));
            else await StreamServer.SendAsync(socket, happening.ToFirehose(at + 1));
        }

        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private sealed record Happening(double At, string What, string Did, string Key, string Text)
    {
        public string ToJetstream(double seconds) => What switch
        {
            "delete" => Named(Jet.Delete(seconds, Key, Did)),
            "close" => Named(Jet.Account(seconds, Did, active: false)),
            "open" => Named(Jet.Account(seconds, Did, active: true)),
            "rename" => Named(Jet.Identity(seconds, Did, "renamed.example")),
            "like" => Named(Jet.Record(seconds, Key, "{}", Did, collection: "app.bsky.feed.like")),
            _ => Named(Jet.Post(seconds, Key, Text, Did, What)),
        };

        public byte[] ToFirehose(long seq) => What switch
        {
            "delete" => Hose.Commit(seq, Did, Hose.Delete(Key)),
            "close" or "open" => Hose.Account(seq, Did, active: What == "open"),
            "rename" => Hose.Named("#identity", seq, Did, ("handle", "renamed.example")),
            "like" => Hose.Commit(seq, Did, new Hose.Op(Key, [0xA0], Collection: "app.bsky.feed.like")),
            _ => Hose.Commit(seq, Did, Hose.Write(Key, Text, What)),
        };

        private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

        // An event's revision and number are its own, whatever time an instance gives it.
        private string Named(string json) => Regex.Replace(
            Regex.Replace(json, "\"rev-\\d+\"", $"\"rev-{Jet.Us(At)}\"", RegexOptions.None, _patience), "\"seq\":\\d+", $"\"seq\":{Jet.Us(At)}", RegexOptions.None, _patience);
    }

    private sealed record Upstream(IReadOnlyList<Happening> Log, IReadOnlyDictionary<string, string> Posts)
    {
        public static Upstream Generate(Random random)
        {
            var log = new List<Happening>();
            var posts = new Dictionary<string, string>(StringComparer.Ordinal);
            // So far from the first cursor that what comes twice is known from the first event on.
            var at = 20.1;
            for (var number = random.Next(1, 60); number > 0; number--)
            {
                at += random.Next(4) == 0 ? 0.000_001 : random.NextDouble() * 1.5;
                var did = $"did:plc:{(char)('a' + random.Next(4))}";
                var mine = posts.Keys.Where(id => id.Contains(did + "/", StringComparison.Ordinal)).ToList();
                var what = random.Next(12) switch { < 5 => "create", < 7 => "update", < 9 => "delete", 9 => "close", 10 => "rename", _ => "like" };
                if (what is "update" or "delete" && mine.Count == 0) what = "create";
                var key = what is "update" or "delete" ? mine[random.Next(mine.Count)].Split('/')[^1] : $"k{log.Count}";
                var text = $"words {log.Count}";
                log.Add(new Happening(at, what, did, key, text));
                if (what is "create" or "update") posts[Jet.Id(key, did)] = text;
                if (what == "delete") posts.Remove(Jet.Id(key, did));
                if (what != "close") continue;
                foreach (var id in mine) posts.Remove(id);
                log.Add(new Happening(at += 0.01, "open", did, "", ""));
            }

            log.Add(new Happening(at + 0.5, "create", "did:plc:author", "end", "end"));
            return new Upstream(log, posts);
        }
    }
}
