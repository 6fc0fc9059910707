using System.Text.Encodings.Web;
using System.Text.Unicode;
using Listening.Application.People;
using Listening.Core.Posts;
using Listening.Web.Foreign;
using Listening.Web.Wording;

namespace Listening.Web.People;

/// <summary>Writes somebody's copy as one page of HTML that needs nothing beside it: no script, no picture, no address that is loaded.</summary>
public static class PersonCopyDocument
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    // What posts say is encoded and cannot become markup; this would stop a script even if it did.
    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Copy of personal data</title>
        <style>
        body { font: 1rem/1.5 Arial, Helvetica, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem; color: #0b0c0c; }
        section { border-top: 1px solid #b1b4b6; margin-top: 2rem; }
        dt { font-weight: bold; margin-top: .5rem; }
        dd { margin: 0; overflow-wrap: anywhere; }
        .text { overflow: clip; white-space: pre-wrap; border-left: 5px solid #b1b4b6; padding: .5rem 1rem; }
        .app-invisible { border: 1px dashed; font-family: monospace; font-size: .8em; padding: 0 3px; unicode-bidi: isolate; }
        </style>
        </head>
        <body>
        <main>
        <h1>Copy of personal data</h1>
        """;

    /// <summary>The page.</summary>
    /// <param name="copy">What is held.</param>
    /// <param name="clock">How times are written.</param>
    public static string Write(PersonCopy copy, Clock clock)
    {
        using var page = new StringWriter();
        page.WriteLine(Head);
        page.WriteLine("<dl>");
        Row(page, "Reference", copy.Question.Reference);
        Row(page, "Made", clock.Local(copy.MadeAt));
        if (copy.Question.Handle is { } handle) Row(page, "Asked for by handle", handle);
        if (copy.Question.Link is { } link) Row(page, "Asked for by link", link);
        if (copy.Question.Source is { } source) Row(page, "Only from", source);
        Row(page, "Posts held", Lengths.Number(copy.Posts.Count));
        if (copy.Mentions is { } mentions)
            Row(page, "Posts of others that mention the handle", $"{Lengths.Number(mentions.Posts)} (the newest {Lengths.Number(mentions.Among)} posts held were looked at)");
        Row(page, "Objection", ObjectionOf(copy.Objections));
        page.WriteLine("</dl>");
        page.WriteLine($"<p>Times are shown in {Encoder.Encode(clock.ZoneName)}. Posts are deleted five days after they were collected, or sooner, unless the law requires that they are kept.</p>");
        for (var at = 0; at < copy.Posts.Count; at++) Write(page, copy.Posts[at], at + 1, clock);
        page.WriteLine("</main>\n</body>\n</html>");
        return page.ToString();
    }

    private static void Write(StringWriter page, PersonPost held, int number, Clock clock)
    {
        page.WriteLine($"<section>\n<h2>Post {Lengths.Number(number)}</h2>");
        page.Write("<div class=\"text\" dir=\"auto\">");
        Foreign(page, held.Post?.Text ?? "The text can no longer be read: its key is destroyed.");
        page.WriteLine("</div>\n<dl>");
        if (held.Post is { } post) Write(page, post, clock);
        Row(page, "Collected from", held.SourceName);
        Row(page, "Collected", clock.Local(held.CollectedAt));
        Row(page, "Edited since", held.Edits == 0 ? "no" : Lengths.Count(held.Edits, "time"));
        Row(page, "Deleted", $"{clock.Local(held.DueAt)}{(held.HeldBack ? ", or later: the law requires that it is kept for now" : "")}");
        Row(page, "Why then", held.Rule.InWords());
        Row(page, "Sorted as", held.Queue?.Title() ?? "not sorted yet");
        Rows(page, "Why", held.Reasons);
        Rows(page, "Found by the saved searches", [.. held.FoundBy.Select(found => $"{found.Search}, version {Lengths.Number(found.Version)}")]);
        page.WriteLine("</dl>\n</section>");
    }

    private static void Write(StringWriter page, Post post, Clock clock)
    {
        Row(page, "Author's name", post.Author.Name);
        Row(page, "Author's handle", post.Author.Handle);
        Row(page, "Author's account", post.Author.Id);
        Row(page, "Published", clock.Local(post.CreatedAt));
        Row(page, "Link", post.Url);
        Row(page, "Number on the platform", post.Id);
        Row(page, "Language", post.Lang);
        Row(page, "Answers", post.ReplyTo);
        Row(page, "Thread", post.Conversation);
        Rows(page, "Links in it", post.Links);
        Rows(page, "Hashtags", post.Hashtags);
        Rows(page, "Mentions", post.Mentions);
    }

    private static string ObjectionOf(ObjectionScope objections) =>
        objections.Everywhere ? "remembered for all sources"
        : objections.Any ? $"remembered for {string.Join(", ", objections.Sources)}"
        : "none";

    private static void Row(StringWriter page, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) Rows(page, name, [value]);
    }

    private static void Rows(StringWriter page, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0) return;
        page.Write($"<dt>{Encoder.Encode(name)}</dt>");
        foreach (var value in values)
        {
            page.Write("<dd>");
            Foreign(page, value);
            page.Write("</dd>");
        }

        page.WriteLine();
    }

    private static void Foreign(StringWriter page, string text) => ForeignText.Of(text).WriteTo(page, Encoder);
}
