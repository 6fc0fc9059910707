using Listening.Application.Content;
using Listening.Core.Content;
using Listening.Core.Posts;
using Listening.Core.Retention;
using Xunit;

namespace Listening.Application.Tests.Content;

public sealed class SealedPosts : IDisposable
{
    private static readonly ContentKeyId Key = new(new DateOnly(2026, 3, 10), RetentionRule.Standard, 120);
    private static readonly byte[] Row = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
    private static readonly byte[] OtherRow = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    private static readonly Post Whole = new()
    {
        Id = "42", Source = "list", Author = new Author("7", "handle", "Name ✨"), Text = "Mae'r ICO yma 🐑\nsecond line", Lang = "cy",
        CreatedAt = new DateTime(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc), CollectedAt = new DateTime(2026, 3, 10, 9, 0, 0, DateTimeKind.Utc),
        Url = "https://example.org/42", Links = ["https://ico.org.uk/"], Hashtags = ["FOI"], Mentions = ["ico"], ReplyTo = "41", Conversation = "40",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-keys-");
    private readonly KeyFolder _keys;
    private readonly PostContent _content;

    public SealedPosts()
    {
        _keys = new KeyFolder(_folder.FullName);
        _content = new PostContent(_keys);
    }

    public void Dispose()
    {
        _keys.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Come_back_as_they_were_but_for_the_time_of_collection_which_is_state()
    {
        var opened = _content.Open(Seal(Whole), Key.Value, Row);

        Assert.Equivalent(Whole with { CollectedAt = default }, opened, strict: true);
    }

    [Fact]
    public void Open_for_no_other_row() => Assert.Null(_content.Open(Seal(Whole), Key.Value, OtherRow));

    [Fact]
    public void Open_under_no_other_key()
    {
        var other = Key with { Rule = RetentionRule.Noise, Hours = 24 };
        _keys.GetOrCreate(other);
        var content = Seal(Whole);

        Assert.Null(_content.Open(content, other.Value, Row));
        Assert.NotNull(_content.Open(content, Key.Value, Row));
    }

    [Fact]
    public void Do_not_open_when_any_byte_was_changed_or_the_end_is_missing()
    {
        var content = Seal(Whole);
        for (var i = 0; i < content.Length; i++)
        {
            var changed = content.ToArray();
            changed[i] ^= 1;
            Assert.Null(_content.Open(changed, Key.Value, Row));
        }

        for (var length = 0; length < content.Length; length++) Assert.Null(_content.Open(content[..length], Key.Value, Row));
        Assert.NotNull(_content.Open(content, Key.Value, Row));
    }

    [Fact]
    public async Task Never_use_a_nonce_twice_on_whichever_thread()
    {
        // The nonce follows one byte of format; more are needed here than are drawn at once.
        var sealedPosts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(Seal(Whole).AsSpan(1, 12))).ToList())));

        Assert.Equal(8000, sealedPosts.SelectMany(nonce => nonce).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Come_with_the_hash_of_what_the_author_can_change() =>
        Assert.Equal(_content.HashOf(Whole), _content.Seal(Whole, Key, Row).Hash);

    [Fact]
    public void Have_the_same_hash_at_another_time_and_another_when_the_author_changed_anything()
    {
        var hash = Convert.ToHexString(_content.HashOf(Whole));
        Assert.Equal(hash, Convert.ToHexString(_content.HashOf(Whole with { CollectedAt = Whole.CollectedAt.AddDays(1), CreatedAt = default })));
        Post[] edited =
        [
            Whole with { Text = "Other" }, Whole with { Links = [] }, Whole with { Hashtags = ["foi"] }, Whole with { Mentions = [] },
            Whole with { Author = Whole.Author with { Name = "Other" } }, Whole with { Url = null }, Whole with { Lang = null },
        ];
        Assert.All(edited, post => Assert.NotEqual(hash, Convert.ToHexString(_content.HashOf(post))));
    }

    private byte[] Seal(Post post) => _content.Seal(post, Key, Row).Content;

    [Fact]
    public void Give_reasons_back_for_their_row_only()
    {
        string[] reasons = ["It asks something.", "found “how do I”"];
        var content = _content.SealReasons(reasons, Key, Row);

        Assert.Equal(reasons, _content.OpenReasons(content, Key.Value, Row));
        Assert.Empty(_content.OpenReasons(content, Key.Value, OtherRow));
        _keys.Destroy(Key);
        Assert.Empty(_content.OpenReasons(content, Key.Value, Row));
    }
}
