using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Listening.Benchmarks;

/// <summary>Sends made-up Jetstream events over a loopback WebSocket as fast as they are taken. Frames are made once; only time, revision and key change.</summary>
internal sealed class EventServer(WebApplication app) : IAsyncDisposable
{
    private const int Kinds = 20_000, ChunkBytes = 64 * 1024;
    private const string Mark = "0000000000000000";

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.Single().Replace("http://", "ws://", StringComparison.Ordinal));

    /// <summary>Starts it.</summary>
    public static async Task<EventServer> StartAsync(StreamCorpus corpus, long from, long count)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var frames = corpus.Posts(Kinds).Select(post => new Frame(post.Text)).ToArray();
        app.Run(context => SendAsync(context, frames, from, count));
        await app.StartAsync();
        return new EventServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private static async Task SendAsync(HttpContext context, Frame[] frames, long from, long count)
    {
        var key = context.Request.Headers.SecWebSocketKey + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
#pragma warning disable CA5350 // The protocol's handshake, no protection.
        context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key)));
#pragma warning restore CA5350
        await using var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        var chunk = new byte[ChunkBytes];
        var filled = 0;
        for (long number = 0; number < count; number++)
        {
            var frame = frames[number % frames.Length];
            if (filled + frame.Bytes.Length > chunk.Length)
            {
                await stream.WriteAsync(chunk.AsMemory(0, filled), context.RequestAborted);
                filled = 0;
            }

            frame.Write(chunk.AsSpan(filled), from + (number * 1_000));
            filled += frame.Bytes.Length;
        }

        await stream.WriteAsync(chunk.AsMemory(0, filled), context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private sealed class Frame
    {
        private readonly int[] places;

        public Frame(string text)
        {
            var json = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $$$"""{"did":"did:plc:{{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24]}}}","time_us":1{{{Mark[1..]}}},"kind":"commit","commit":{"rev":"{{{Mark}}}","operation":"create","collection":"app.bsky.feed.post","rkey":"{{{Mark}}}","record":{"$type":"app.bsky.feed.post","createdAt":"2026-03-02T12:00:00.000Z","langs":["en"],"reply":{"parent":{"cid":"bafyreigh2akiscaildc4ovxu6agjfkzlnuwmvthosd6dxdnvcobz7gyvbu","uri":"at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3lbxyzabcde2k"},"root":{"cid":"bafyreigh2akiscaildc4ovxu6agjfkzlnuwmvthosd6dxdnvcobz7gyvbu","uri":"at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3lbxyzabcde2k"}},"text":{{{JsonSerializer.Serialize(text)}}}},"cid":"bafyreigh2akiscaildc4ovxu6agjfkzlnuwmvthosd6dxdnvcobz7gyvbu"}}"""));
            Bytes = [0x81, 126, 0, 0, .. json];
            BinaryPrimitives.WriteUInt16BigEndian(Bytes.AsSpan(2), (ushort)json.Length);
            var after = "\"time_us\":"u8;
            places = [Bytes.AsSpan().IndexOf(after) + after.Length, Bytes.AsSpan().IndexOf("\"rev\":\""u8) + 7, Bytes.AsSpan().IndexOf("\"rkey\":\""u8) + 8];
        }

        public byte[] Bytes { get; }

        // A present time in microseconds has sixteen digits.
        public void Write(Span<byte> to, long at)
        {
            Bytes.CopyTo(to);
            foreach (var place in places) at.TryFormat(to[place..], out _, default, CultureInfo.InvariantCulture);
        }
    }
}
