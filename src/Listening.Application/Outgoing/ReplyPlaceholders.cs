using Listening.Core.Posts;

namespace Listening.Application.Outgoing;

/// <summary>What stands in saved replies in place of what differs from post to post.</summary>
public static class ReplyPlaceholders
{
    /// <summary>The author's handle.</summary>
    public const string Author = "{author}";

    /// <summary>The post's link.</summary>
    public const string Link = "{link}";

    /// <summary>The reference of the case that was made of it.</summary>
    public const string Reference = "{reference}";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Author, Link, Reference];

    /// <summary>Puts in what is known; the rest stays and has to be written by hand.</summary>
    public static string Fill(string text, Post post, string? reference)
    {
        var author = post.Author.Handle.Length > 0 ? "@" + post.Author.Handle : post.Author.Name;
        // One pass: what is put in is foreign, and may look like a placeholder itself.
        return string.Concat(Pieces(text).Select(piece => piece switch
        {
            Author when author.Length > 0 => author,
            Link when post.Url is { } link => link,
            Reference when reference is not null => reference,
            _ => piece,
        }));
    }

    /// <summary>The first placeholder in a text; null when there is none.</summary>
    public static string? In(string text) => All.FirstOrDefault(placeholder => text.Contains(placeholder, StringComparison.Ordinal));

    private static IEnumerable<string> Pieces(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var (next, found) = All.Select(placeholder => (Next: text.IndexOf(placeholder, at, StringComparison.Ordinal), placeholder))
                .Where(place => place.Next >= 0).DefaultIfEmpty((text.Length, "")).Min();
            yield return text[at..next];
            yield return found;
            at = next + found.Length;
        }
    }
}
