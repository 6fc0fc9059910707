using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Listening.Benchmarks;

/// <summary>Serves any number of Atom feeds on loopback, each with 20 entries and an ETag, and counts. Ends with its standard input.</summary>
internal static class FeedServer
{
    private const int Entries = 20;

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var (requests, notModified, bytes) = (0L, 0L, 0L);
        app.MapGet("/statistics", () => Results.Json(new FeedServerStatistics(Interlocked.Read(ref requests), Interlocked.Read(ref notModified), Interlocked.Read(ref bytes))));
        app.MapGet("/feed/{number:int}", async (int number, HttpContext context) =>
        {
            Interlocked.Increment(ref requests);
            var tag = string.Create(CultureInfo.InvariantCulture, $"\"feed-{number}\"");
            context.Response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                Interlocked.Increment(ref notModified);
                context.Response.StatusCode = 304;
                return;
            }

            var body = Encoding.UTF8.GetBytes(Feed(number));
            Interlocked.Add(ref bytes, body.Length);
            context.Response.ContentType = "application/atom+xml";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        await app.StopAsync();
    }

    private static string Feed(int number)
    {
        var feed = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A blog</title>");
        for (var entry = 0; entry < Entries; entry++)
        {
            feed.Append(CultureInfo.InvariantCulture, $"<entry><id>tag:example.org,2026:{number}/{entry}</id><title>Entry {entry} of blog {number}</title><link href=\"https://example.org/{number}/{entry}\"/><updated>2026-03-02T{entry:00}:00:00Z</updated><content type=\"html\">");
            for (var paragraph = 0; paragraph < 6; paragraph++)
                feed.Append("&lt;p&gt;The council has been asked for its parking records and has answered that it does not hold them, which &lt;a href=\"/x\"&gt;others&lt;/a&gt; doubt.&lt;/p&gt;");
            feed.Append("</content></entry>");
        }

        return feed.Append("</feed>").ToString();
    }
}

/// <summary>What the server has done since its start.</summary>
internal sealed record FeedServerStatistics(long Requests, long NotModified, long Bytes);
