using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Listening.Core.Sources;
using Xunit;

namespace Listening.Sources.Tests.BlueskyStream;

/// <summary>Servers that refuse, break off, drip, or send what makes no sense.</summary>
public sealed class AwkwardStreamTests
{
    [Theory]
    [InlineData(401, SourceFailureKind.Unauthorised)]
    [InlineData(403, SourceFailureKind.Unauthorised)]
    [InlineData(404, SourceFailureKind.Misconfigured)]
    [InlineData(400, SourceFailureKind.Misconfigured)]
    [InlineData(200, SourceFailureKind.Misconfigured)]
    [InlineData(302, SourceFailureKind.Misconfigured)]
    [InlineData(429, SourceFailureKind.RateLimited)]
    [InlineData(503, SourceFailureKind.Unavailable)]
    public async Task Says_what_a_refusal_means_and_reads_on_when_it_is_over(int status, SourceFailureKind kind)
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.ThenRefuse(status, retryAfter: "7").Then(Jet.Post(1, "a"));

        var failure = await probe.FailAsync(Jet.Cursor(0));
        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal(kind, failure.Kind);
        Assert.DoesNotContain("127.0.0.1", failure.Message, StringComparison.Ordinal);
        if (status == 429) Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
        Assert.Single(page.Posts);
    }

    [Fact]
    public async Task A_stream_that_is_closed_at_once_is_a_failure()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.ThenClose().Then((_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Assert.Equal(SourceFailureKind.Unavailable, (await probe.FailAsync(Jet.Cursor(0))).Kind);
        Assert.Equal(SourceFailureKind.Unavailable, (await probe.FailAsync(Jet.Cursor(0))).Kind);
    }

    [Fact]
    public async Task A_stream_that_only_repeats_itself_and_closes_is_a_failure()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.ThenClose(Jet.Post(11, "a")).ThenClose(Jet.Post(11, "a"));

        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Single(page.Posts);
        Assert.Equal(SourceFailureKind.Unavailable, (await probe.FailAsync(page.Cursor)).Kind);
    }

    [Fact]
    public async Task A_stream_that_only_repeats_itself_to_a_new_process_and_closes_is_a_failure()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.ThenClose(Jet.Post(1, "a"));

        var page = await probe.ReadAsync(Jet.Cursor(1));

        Assert.Single(page.Posts);
        Assert.Equal(SourceFailureKind.Unavailable, (await probe.FailAsync(page.Cursor)).Kind);
        Assert.Single(probe.Server.Opened);
    }

    [Fact]
    public async Task Nobody_there_is_a_failure_that_names_no_address()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Restart(options => options with { Service = new Uri("ws://127.0.0.1:9") });

        var failure = await probe.FailAsync(null);

        Assert.Equal((SourceFailureKind.Unavailable, "No connection could be made."), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_server_that_never_opens_the_stream_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var probe = await StreamProbe.StartAsync();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        probe.Restart(options => options with { Service = new Uri($"ws://127.0.0.1:{port}"), FrameTimeout = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(SourceFailureKind.Unavailable, (await probe.FailAsync(null)).Kind);
    }

    [Fact]
    public async Task A_server_that_does_not_speak_http_is_rejected()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Task.Run(async () =>
        {
            using var peer = await listener.AcceptTcpClientAsync();
            await peer.GetStream().WriteAsync("220 mail.example ESMTP\r\n\r\n"u8.ToArray());
            await Task.Delay(200);
        });
        await using var probe = await StreamProbe.StartAsync();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        probe.Restart(options => options with { Service = new Uri($"ws://127.0.0.1:{port}") });

        Assert.Equal(SourceFailureKind.Rejected, (await probe.FailAsync(null)).Kind);
        await answering;
    }

    [Fact]
    public async Task Private_addresses_and_open_lines_are_refused_unless_allowed()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Restart(options => options with { AllowPrivateAddresses = false });
        var open = await probe.FailAsync(null);
        probe.Restart(options => options with { Service = new UriBuilder(options.Service!) { Scheme = "wss" }.Uri });
        var inside = await probe.FailAsync(null);

        Assert.Equal((SourceFailureKind.Misconfigured, SourceFailureKind.Rejected), (open.Kind, inside.Kind));
        Assert.Contains("wss://", open.Message, StringComparison.Ordinal);
        Assert.Empty(probe.Server.Opened);
    }

    [Fact]
    public async Task What_makes_no_sense_is_counted_and_passed_over()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then("{", Jet.Post(1, "a"), "[]", "{\"did\":\"did:plc:x\",\"kind\":\"commit\"}", "", Jet.Post(2, "b") + "{}", Jet.Post(3, "c"));

        var page = await probe.ReadAsync(Jet.Cursor(0));

        Assert.Equal([Jet.Id("a"), Jet.Id("c")], page.Posts.Select(post => post.Id));
        Assert.Equal(5, page.Malformed);
    }

    [Fact]
    public async Task A_server_that_sends_only_what_makes_no_sense_is_rejected()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then([.. Enumerable.Repeat("<html>", 100)]).ThenBytes([0xA0], [0xA0]).Then("hello");

        Assert.Equal(SourceFailureKind.Rejected, (await probe.FailAsync(Jet.Cursor(0))).Kind);
        Assert.Equal(SourceFailureKind.Rejected, (await probe.FailAsync(Jet.Cursor(0))).Kind);
        Assert.Equal(SourceFailureKind.Rejected, (await probe.FailAsync(Jet.Cursor(0))).Kind);
    }

    [Fact]
    public async Task A_frame_of_broken_text_ends_the_stream_as_rejected()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then((socket, _) => socket.SendAsync(new byte[] { 0xC3, 0x28 }, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None));

        Assert.Equal(SourceFailureKind.Rejected, (await probe.FailAsync(Jet.Cursor(0))).Kind);
    }

    [Fact]
    public async Task A_frame_that_is_too_large_is_a_failure_told_after_the_page_before_it()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Restart(options => options with { MaximumFrameBytes = 2_000 });
        probe.Server.Then(Jet.Post(1, "a"), new string(' ', 300_000)).Then(Jet.Post(2, "b"));

        var before = await probe.ReadAsync(Jet.Cursor(0));
        var failure = await probe.FailAsync(before.Cursor);
        var after = await probe.ReadAsync(before.Cursor);

        Assert.Single(before.Posts);
        Assert.Equal((SourceFailureKind.Rejected, "A frame of the stream is larger than 2000 bytes."), (failure.Kind, failure.Message));
        Assert.Equal([Jet.Id("b")], after.Posts.Select(post => post.Id));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_frame_of_just_the_largest_size_is_taken(int more, bool isTaken)
    {
        await using var probe = await StreamProbe.StartAsync();
        var frame = Jet.Post(1, "a", new string('x', 70_000));
        probe.Restart(options => options with { MaximumFrameBytes = Encoding.UTF8.GetByteCount(frame) - more });
        probe.Server.Then(frame);

        Assert.Equal(isTaken, (await probe.TryReadAsync(Jet.Cursor(0))).Page is not null);
    }

    [Fact]
    public async Task A_server_that_drips_is_given_up_when_a_frame_takes_too_long()
    {
        await using var probe = await StreamProbe.StartAsync();
        probe.Server.Then(async (socket, context) =>
        {
            await socket.SendAsync("{\"did\""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var waiting = await probe.ReadAsync(Jet.Cursor(0));
        probe.Time.Advance(TimeSpan.FromSeconds(31));
        var failure = await probe.FailAsync(waiting.Cursor);

        Assert.Empty(waiting.Posts);
        Assert.Equal(SourceFailureKind.Unavailable, failure.Kind);
        Assert.Contains("in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_in_pieces_over_several_reads_is_read_whole()
    {
        await using var probe = await StreamProbe.StartAsync();
        var frame = Encoding.UTF8.GetBytes(Jet.Post(1, "a"));
        var goOn = new TaskCompletionSource();
        probe.Server.Then(async (socket, context) =>
        {
            await socket.SendAsync(frame.AsMemory(0, 20), WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            await goOn.Task;
            await socket.SendAsync(frame.AsMemory(20), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var first = await probe.ReadAsync(Jet.Cursor(0));
        goOn.SetResult();
        var second = await probe.ReadAsync(first.Cursor);

        Assert.Empty(first.Posts);
        Assert.Equal([Jet.Id("a")], second.Posts.Select(post => post.Id));
    }

    [Fact]
    public async Task A_spent_budget_opens_no_stream()
    {
        await using var probe = await StreamProbe.StartAsync();
        using var http = Sources.BlueskyStream.BlueskyStreamConnector.CreateClient(probe.Options, probe.Time);
        using var connector = new Sources.BlueskyStream.BlueskyStreamConnector("sky", probe.Options, http, probe.Time, new SpentMeter());

        var read = await connector.ReadAsync(new SourceRequest(SearchKind.Keywords, Core.Querying.Query.Parse("privacy").Query!), null, CancellationToken.None);

        Assert.Equal(SourceFailureKind.OverBudget, read.Failure?.Kind);
        Assert.Empty(probe.Server.Opened);
    }

    private sealed class SpentMeter : ISourceMeter
    {
        public SourceFailure? Take(SourceCharge charge) => new(SourceFailureKind.OverBudget, "Spent.", TimeSpan.FromHours(1));

        public void Add(SourceCharge charge)
        {
        }
    }
}
