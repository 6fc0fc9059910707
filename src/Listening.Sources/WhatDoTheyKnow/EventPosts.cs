using System.Globalization;
using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;
using Listening.Sources.Text;

namespace Listening.Sources.WhatDoTheyKnow;

/// <summary>Makes posts of events.</summary>
/// <remarks>
/// The text has up to three parts with an empty line between them: the request's title; the snippet without its markup; and a
/// line such as <c>Response from Example Council: refused</c> that names the kind of event, the body and the state.
/// The site names the person who made the request with every event. That person's are the request and its follow-ups; an answer
/// is the body's, and of an annotation the feed does not say whose it is: nobody is given words that are another's.
/// </remarks>
internal sealed class EventPosts(string source, WhatDoTheyKnowOptions options)
{
    /// <summary>The post of an event.</summary>
    /// <returns>Null when the event has no words at all.</returns>
    public Post? Make(long number, string urlTitle, JsonElement wire, DateTime now)
    {
        var snippet = HtmlText.Of(wire.Text("snippet") ?? "", options.Service);
        var title = Cut(Folded(wire.At("info_request").Text("title") ?? ""));
        if (title.Length == 0 && snippet.Text.Length == 0) return null;
        var created = wire.Time("created_at");
        return new Post
        {
            Id = number.ToString(CultureInfo.InvariantCulture),
            Source = source,
            Author = AuthorOf(wire),
            Text = EventText.Of(title, Cut(snippet.Text), LastLine(wire)),
            // A clock that is wrong must not keep a post at the top of a queue for ever.
            CreatedAt = created < now ? created.Value : now,
            Url = new Uri(options.Service, $"/request/{Uri.EscapeDataString(urlTitle)}").AbsoluteUri,
            Links = snippet.Links,
            Conversation = urlTitle,
            CollectedAt = now,
        };
    }

    private static string LastLine(JsonElement wire)
    {
        var state = RequestState.Of(wire.Text("described_state") ?? wire.Text("calculated_state") ?? wire.At("info_request").Text("described_state"));
        var body = Folded(wire.At("public_body").Text("name") ?? "");
        if (body.Length == 0) return state;
        var line = $"{RequestState.Kind(wire.Text("event_type"))} {body}";
        return state.Length == 0 ? line : $"{line}: {state}";
    }

    private static Author AuthorOf(JsonElement wire) => wire.Text("event_type") switch
    {
        "comment" => Author.Unknown,
        "response" => Named(wire.At("public_body")),
        _ => Named(wire.At("user")),
    };

    private static Author Named(JsonElement who) => new(who.Id("id") ?? "", who.Text("url_name") ?? "", Folded(who.Text("name") ?? ""));

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string Cut(string text)
    {
        var longest = options.MaximumTextLength;
        if (text.Length <= longest) return text;
        return text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }
}
