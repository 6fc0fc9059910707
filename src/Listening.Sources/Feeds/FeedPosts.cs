using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Listening.Core.Posts;
using Listening.Sources.Text;

namespace Listening.Sources.Feeds;

/// <summary>Makes posts of entries.</summary>
/// <remarks>
/// Identity, in this order: the publisher's id, else the canonical link, else a hash of title, date and body. Some
/// publishers give one id to many pages, and such are different items. What has been seen is not known here, and an
/// item must keep its id when its twin leaves the feed; so an id that is not itself the link always carries a mark
/// of the canonical link (<see cref="WebLink.Canonical"/>, which ignores scheme, www and campaign parameters).
/// </remarks>
internal sealed partial class FeedPosts(string sourceName, int maximumTextLength)
{
    private const int LongestId = 300;
    private static readonly DateTime Oldest = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan ClockError = TimeSpan.FromDays(1);

    /// <summary>The post of an entry.</summary>
    /// <param name="entry">An entry that is not empty.</param>
    /// <param name="collectedAt">The present time, UTC; also the post's time when its own is missing, before 1990 or still to come.</param>
    public Post Make(FeedEntry entry, DateTime collectedAt) => new()
    {
        Id = IdOf(entry),
        Source = sourceName,
        Author = new Author(entry.AuthorAddress, "", entry.AuthorName),
        Text = Cut(TextOf(entry)),
        CreatedAt = Believable(entry.PublishedAt, collectedAt) ?? collectedAt,
        Url = entry.Link?.AbsoluteUri,
        Lang = entry.Language is { } language && LanguageTag().IsMatch(language) ? language : null,
        Links = entry.Links,
        CollectedAt = collectedAt,
    };

    /// <summary>The entry's date when it can be true; null otherwise.</summary>
    public static DateTime? Believable(DateTime? date, DateTime now) => date >= Oldest && date <= now + ClockError ? date : null;

    private static string IdOf(FeedEntry entry)
    {
        var link = entry.Link is null ? null : WebLink.Canonical(entry.Link);
        if (entry.Guid is { Length: > 0 } guid)
        {
            if (guid.Length > LongestId) guid = Hash(guid);
            var isLink = link is null || (WebLink.ResolveAddress(guid, null) is { } address && WebLink.Canonical(address) == link);
            return isLink ? guid : $"{guid}#{Hash(link!)[..16]}";
        }

        if (link is not null) return link.Length > LongestId ? Hash(link) : link;
        var date = entry.PublishedAt?.ToString("O", CultureInfo.InvariantCulture);
        return Hash($"{entry.Title}\n{date}\n{entry.Body}");
    }

    private static string TextOf(FeedEntry entry)
    {
        var (title, body) = (entry.Title, entry.Body);
        if (body.Length == 0) return title;
        if (title.Length == 0) return body;
        return Repeats(Folded(body), Folded(title)) ? body : $"{title}\n\n{body}";
    }

    // Short posts often have their own beginning as a title, cut off with dots, even in the middle of a word.
    private static bool Repeats(string body, string title)
    {
        var start = title.TrimEnd('.', '…', ' ');
        if (!body.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return false;
        return start.Length < title.Length || body.Length == start.Length || !char.IsLetterOrDigit(body[start.Length]);
    }

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string Cut(string text)
    {
        if (text.Length <= maximumTextLength) return text;
        return text[..(char.IsHighSurrogate(text[maximumTextLength - 1]) ? maximumTextLength - 1 : maximumTextLength)];
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex LanguageTag();
}
