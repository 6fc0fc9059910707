using FsCheck;
using FsCheck.Fluent;
using Listening.Core.Posts;

namespace Listening.Core.Tests.Matching;

/// <summary>Random queries and posts over so small a vocabulary that about half of them meet.</summary>
internal static class QueriesAndPosts
{
    private static readonly string[] Words =
        ["ico", "foi", "data", "breach", "privacy", "private", "café", "cafe", "ICO's", "follow-up", "don’t", "gov.uk", "保護", "ΣΊΣΥΦΟΣ", "data_breach", "e\u0301te", "10,000"];

    private static readonly string[] Handles = ["ico", "ICOnews", "ico.org.uk", "help@ico.example.social"];
    private static readonly string[] Hosts = ["ico.org.uk", "www.ico.org.uk/complaint", "cy.ico.org.uk", "example.org/a", "gov.uk"];
    private static readonly string[] Tags = ["ico", "GDPR", "data_breach", "Café", "保護"];

    private static readonly Gen<string> Word = Gen.Elements(Words);

    private static readonly Gen<string> Term = Gen.Frequency(
        (8, Word),
        (2, Gen.Elements("priv*", "ico*", "dat*", "follow*")),
        (2, from words in Word.NonEmptyListOf() select '"' + string.Join(' ', words.Take(3)) + '"'),
        (2, from a in Word from b in Word from n in Gen.Choose(4, 8) select $"\"{a} {b} zz\"~{n}"),
        (2, from a in Gen.Elements("ico", "data", "foi") from b in Gen.Elements("breach", "cafe") from n in Gen.Choose(2, 8) select $"\"{a} {b}\"~{n}"),
        (1, from tag in Gen.Elements(Tags) select '#' + tag),
        (1, from handle in Gen.Elements(Handles) from kind in Gen.Elements("@", "from:", "to:") select kind + handle),
        (1, from host in Gen.Elements(Hosts) select "url:" + host),
        (1, Gen.Elements("lang:en", "lang:en-GB", "is:reply", "has:link")));

    private static readonly Gen<string> Piece = Gen.Frequency(
        (10, Word),
        (2, from tag in Gen.Elements(Tags) select '#' + tag),
        (2, from handle in Gen.Elements(Handles) select '@' + handle),
        (1, from host in Gen.Elements(Hosts) from scheme in Gen.Elements("", "https://") select scheme + host),
        (1, Gen.Elements("🔥", "—", "\uD83D", "\u200D", "(", "\n", ".@", "“", "a@b.uk")));

    public static Gen<string> Query { get; } = Gen.Sized(size => Level(Math.Min(size / 10, 4)));

    public static Gen<Post> Post { get; } =
        from text in Many(Piece, 12)
        from joint in Gen.Elements(" ", " ", ", ", "")
        from author in Gen.Elements(Handles)
        from tags in Many(Gen.Elements(Tags), 2)
        from mentions in Many(Gen.Elements(Handles), 2)
        from links in Many(Gen.Elements(Hosts), 2)
        from language in Gen.Elements(null, "en", "en-GB", "pt")
        from reply in Gen.Elements(null, "1")
        select new Post
        {
            Id = "1",
            Text = string.Join(joint, text),
            Author = new Author(Handle: author),
            Hashtags = tags,
            Mentions = mentions,
            Links = [.. links.Select(link => "https://" + link)],
            Lang = language,
            ReplyTo = reply,
        };

    private static Gen<List<T>> Many<T>(Gen<T> one, int most) =>
        from count in Gen.Choose(0, most) from all in one.ArrayOf(count) select all.ToList();

    private static Gen<string> Level(int depth) => depth == 0
        ? Term
        : Gen.Frequency(
            (3, Term),
            (3, from a in Level(depth - 1) from b in Level(depth - 1) select $"{a} {b}"),
            (3, from a in Level(depth - 1) from b in Level(depth - 1) select $"({a} OR {b})"),
            (2, from a in Level(depth - 1) from b in Level(depth - 1) select $"{a} NOT ({b})"),
            (1, from a in Level(depth - 1) select $"NOT (NOT ({a}))"),
            (1, from a in Level(depth - 1) from b in Level(depth - 1) select $"NOT (-({a}) OR ({b}))"));
}
