using Microsoft.AspNetCore.Http;

namespace Listening.Sources.Tests.WhatDoTheyKnow;

/// <summary>A site with a life of its own: requests are made and answered, described anew, hidden and removed; feeds show its newest descriptions.</summary>
internal sealed class FakeSite(Random chance, int feedLength)
{
    private static readonly string[] States = ["waiting_response", "rejected", "successful", "not_held", "internal_review"];
    private readonly List<Happening> happenings = [];
    private long lastNumber = 100;
    private int clock;

    /// <summary>What is to be seen, as a text for each number.</summary>
    public Dictionary<string, string> Visible() => happenings.Where(one => !one.Hidden).ToDictionary(
        one => one.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        one => $"{one.Title} {one.State}",
        StringComparer.Ordinal);

    /// <summary>True when a request has more events than its feed shows, so that nobody can tell whether another is gone.</summary>
    public bool IsOverfull(string title) => happenings.Count(one => one.Title == title) >= feedLength;

    /// <summary>Does something that could happen on the site.</summary>
    public void Live()
    {
        clock++;
        var one = happenings.Count > 0 ? happenings[chance.Next(happenings.Count)] : null;
        switch (one is null ? 0 : chance.Next(10))
        {
            case 5 or 6:
                one!.State = States[(Array.IndexOf(States, one.State) + 1 + chance.Next(States.Length - 1)) % States.Length];
                one.Described = clock;
                break;
            case 7:
                (one!.Hidden, one.Described) = (!one.Hidden, clock);
                break;
            case 8 when happenings.Count(other => other.Title == one!.Title) > 1:
                happenings.Remove(one!);
                break;
            case 9 when happenings.Exists(other => other.Title != one!.Title):
                happenings.RemoveAll(other => other.Title == one!.Title);
                break;
            default:
                // Numbers have holes: other requests of the site take them.
                lastNumber += 1 + chance.Next(3);
                happenings.Add(new Happening(lastNumber, $"request_{chance.Next(4)}", chance.Next(3) == 0) { State = States[chance.Next(States.Length)], Described = clock });
                break;
        }
    }

    /// <summary>The account follows up each of its requests, which brings them all up again.</summary>
    public void FollowUpAll()
    {
        foreach (var title in happenings.Select(one => one.Title).Distinct(StringComparer.Ordinal).ToList())
            happenings.Add(new Happening(++lastNumber, title, false) { State = "waiting_response", Described = ++clock });
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/');
        var shown = path switch
        {
            ["", "feed", "user", ..] => happenings.Where(one => !one.IsComment),
            ["", "request", var title, ..] => happenings.Where(one => one.Title == title),
            _ => happenings,
        };
        var feed = shown.OrderByDescending(one => one.Described).Take(feedLength).ToList();
        if (path[1] == "request" && feed.Count == 0)
        {
            context.Response.StatusCode = 404;
            return;
        }

        var body = Event.Feed(feed.Select(one => Event.Of(
            one.Number, one.Title, one.State, one.Hidden ? "hidden" : "", one.IsComment ? "comment" : "sent", snippet: path[1] == "request" ? "a piece" : "another piece")));
        var tag = $"\"{body.GetHashCode(StringComparison.Ordinal):x}\"";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag) context.Response.StatusCode = 304;
        else await context.Response.WriteAsync(body);
    }

    private sealed class Happening(long number, string title, bool isComment)
    {
        public long Number => number;

        public string Title => title;

        public bool IsComment => isComment;

        public required string State { get; set; }

        public bool Hidden { get; set; }

        public required int Described { get; set; }
    }
}
