using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.TestSupport;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Listening.Sources.Tests.Http;

public sealed class BodyLimitTests
{
    private static readonly GuardedHttpOptions Options = new()
    {
        AllowPrivateAddresses = true,
        MaximumRetries = 0,
        MaximumBytes = 100_000,
        AttemptTimeout = TimeSpan.FromSeconds(20),
    };

    public static TheoryData<string> Encodings => ["gzip", "br", "deflate"];

    [Theory, MemberData(nameof(Encodings))]
    public async Task Unpacks_a_compressed_body(string encoding)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, Packed(encoding, 100_000), ("Content-Encoding", encoding));

        var read = await GetAsync(server, Options);

        Assert.Null(read.Failure);
        Assert.Equal(100_000, read.Body.Length);
    }

    [Theory, MemberData(nameof(Encodings))]
    public async Task Stops_at_a_body_that_unpacks_to_a_byte_too_many(string encoding)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, Packed(encoding, 100_001), ("Content-Encoding", encoding));

        AssertTooLarge(await GetAsync(server, Options));
    }

    [Theory, MemberData(nameof(Encodings))]
    public async Task A_bomb_costs_no_more_than_the_limit(string encoding)
    {
        var bomb = Packed(encoding, 300_000_000);
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, bomb, ("Content-Encoding", encoding));
        // Kestrel and the first use of the decompressor are not what is measured.
        await WarmUpAsync(server);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();

        AssertTooLarge(await GetAsync(server, Options with { MaximumBytes = 8 * 1024 * 1024 }));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 64_000_000);
        Assert.True(bomb.Length < 1_000_000);
    }

    [Fact]
    public async Task Refuses_a_body_that_announces_too_much_without_reading_it()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(static async context =>
        {
            context.Response.ContentLength = 10_000_000_000;
            await context.Response.Body.WriteAsync(new byte[10], context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var clock = Stopwatch.StartNew();

        AssertTooLarge(await GetAsync(server, Options));
        Assert.True(clock.Elapsed < Options.AttemptTimeout / 2);
    }

    [Fact]
    public async Task Stops_reading_a_body_without_end()
    {
        var hungUp = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync();
        server.Then(async context =>
        {
            try
            {
                for (var chunk = new byte[16_384]; !context.RequestAborted.IsCancellationRequested;)
                    await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
            finally
            {
                // A failed write may say so before the token does.
                hungUp.SetResult();
            }
        });

        AssertTooLarge(await GetAsync(server, Options));
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_slow_drip_is_cut_off_at_the_time_limit()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(static async context =>
        {
            while (true)
            {
                await context.Response.WriteAsync(".", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(50, context.RequestAborted);
            }
        });
        var clock = Stopwatch.StartNew();

        var read = await GetAsync(server, Options with { AttemptTimeout = TimeSpan.FromMilliseconds(700) });

        Assert.Equal(new SourceFailure(SourceFailureKind.Unavailable, "No complete answer within 0.7 seconds.", null), read.Failure);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(600), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_cut_off_at_the_time_limit()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(static context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var read = await GetAsync(server, Options with { AttemptTimeout = TimeSpan.FromSeconds(2) });

        Assert.Equal(SourceFailureKind.Unavailable, read.Failure?.Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task All_attempts_together_have_a_time_limit()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Otherwise = static context => { context.Response.StatusCode = 503; return Task.CompletedTask; };
        var patient = Options with { MaximumRetries = 1000, RetryDelay = TimeSpan.FromMilliseconds(50), LongestWait = TimeSpan.FromMilliseconds(60), TotalTimeout = TimeSpan.FromMilliseconds(900) };

        var read = await GetAsync(server, patient);

        Assert.Equal(new SourceFailure(SourceFailureKind.Unavailable, "No answer within the time allowed for all attempts.", null), read.Failure);
    }

    [Fact]
    public async Task Refuses_headers_without_measure()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, null, ("X-Long", new string('x', 70_000)));

        Assert.Equal(new SourceFailure(SourceFailureKind.Rejected, "The answer's headers are larger than allowed.", null), (await GetAsync(server, Options)).Failure);
    }

    [Fact]
    public async Task Refuses_compression_that_is_broken()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200, "this is not gzip at all"u8.ToArray(), ("Content-Encoding", "gzip"));

        Assert.Equal(SourceFailureKind.Rejected, (await GetAsync(server, Options)).Failure?.Kind);
    }

    [Fact]
    public async Task Connects_to_the_address_that_was_checked_and_resolves_once()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Then(200);
        var asked = 0;
        var options = Options with { Resolve = (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Loopback : IPAddress.Parse("192.0.2.1")]) };
        using var client = GuardedHttp.CreateClient(options, TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder("http", "feeds.example", server.Address.Port).Uri);

        var read = await GuardedHttp.ReadAsync(client, request, TimeProvider.System, default);

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal(1, asked);
        Assert.StartsWith("feeds.example", server.Requests[0].Headers["Host"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("8.8.8.8", "127.0.0.1")]
    [InlineData("2001:4860:4860::8888", "::1")]
    public async Task A_name_with_any_private_address_is_refused_before_connecting(params string[] resolved)
    {
        await using var server = await ScriptedServer.StartAsync();
        using var watch = new SocketWatch();
        var options = Options with { AllowPrivateAddresses = false, Resolve = (_, _) => Task.FromResult(Array.ConvertAll(resolved, IPAddress.Parse)) };
        using var client = GuardedHttp.CreateClient(options, TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder("http", "rebind.example", server.Address.Port).Uri);

        var read = await GuardedHttp.ReadAsync(client, request, TimeProvider.System, default);

        Assert.Equal(SourceFailureKind.Rejected, read.Failure?.Kind);
        Assert.Equal(0, server.Connections);
        Assert.Equal(0, watch.ConnectsTo(server.Address.Port));
    }

    private static void AssertTooLarge(BodyRead read)
    {
        Assert.Equal(SourceFailureKind.Rejected, read.Failure?.Kind);
        Assert.StartsWith("The body is larger than", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Empty(read.Body);
    }

    private static async Task WarmUpAsync(ScriptedServer server)
    {
        using var plain = new HttpClient();
        using var answer = await plain.GetAsync(server.Address, HttpCompletionOption.ResponseHeadersRead);
        server.Then(200, await answer.Content.ReadAsByteArrayAsync(), ("Content-Encoding", answer.Content.Headers.ContentEncoding.Single()));
    }

    private static async Task<BodyRead> GetAsync(ScriptedServer server, GuardedHttpOptions options)
    {
        using var client = GuardedHttp.CreateClient(options, TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);
        return await GuardedHttp.ReadAsync(client, request, TimeProvider.System, default);
    }

    private static byte[] Packed(string encoding, int length)
    {
        using var packed = new MemoryStream();
        using (Stream pack = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new ZLibStream(packed, CompressionLevel.Optimal),
        })
        {
            var chunk = new byte[1_000_000];
            for (var left = length; left > 0; left -= chunk.Length) pack.Write(chunk, 0, Math.Min(left, chunk.Length));
        }

        return packed.ToArray();
    }
}
