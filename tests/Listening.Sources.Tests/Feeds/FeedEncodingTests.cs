using System.Text;
using Xunit;

namespace Listening.Sources.Tests.Feeds;

public sealed class FeedEncodingTests
{
    // header's charset | prolog's encoding | how the bytes really are | words
    [Theory]
    [InlineData("utf-8", "utf-8", "utf-8", "Ŵyth café £5")]
    [InlineData(null, null, "utf-8", "Ŵyth café £5")]
    [InlineData("iso-8859-1", null, "utf-8", "Ŵyth café £5")]
    [InlineData("iso-8859-1", "iso-8859-1", "utf-8", "Ŵyth café £5")]
    [InlineData("us-ascii", "utf-16", "utf-8", "Ŵyth café £5")]
    [InlineData(null, "iso-8859-1", "windows-1252", "Café “£5” – naïve")]
    [InlineData("utf-8", null, "windows-1252", "Café “£5” – naïve")]
    [InlineData("utf-8", "windows-1252", "windows-1252", "Café “£5” – naïve")]
    [InlineData(null, "windows-1251", "windows-1251", "Открытые данные")]
    [InlineData("windows-1251", null, "windows-1251", "Открытые данные")]
    [InlineData("windows-1251", "utf-8", "windows-1251", "Открытые данные")]
    [InlineData("iso-8859-1", "windows-1251", "windows-1251", "Открытые данные")]
    [InlineData(null, "windows-1250", "windows-1250", "Zażółć gęślą jaźń")]
    [InlineData(null, "iso-8859-2", "iso-8859-2", "Zażółć gęślą jaźń")]
    [InlineData(null, "shift_jis", "shift_jis", "情報公開")]
    [InlineData("iso-2022-jp", null, "iso-2022-jp", "情報公開")]
    [InlineData("no-such-charset", "also-none", "utf-8", "Ŵyth café £5")]
    [InlineData("utf-8", "utf-8", "utf-16", "Ŵyth café £5")]
    [InlineData(null, "utf-16", "utf-16", "Ŵyth café £5")]
    [InlineData(null, null, "utf-16BE", "Ŵyth café £5")]
    public async Task Reads_the_words_whatever_the_labels_say(string? header, string? prolog, string bytes, string words)
    {
        Assert.Equal(words, await TitleAsync(header, Encode(bytes, Document(prolog, words))));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public async Task A_byte_order_mark_outweighs_every_label(string bytes)
    {
        var encoding = Encoding.GetEncoding(bytes);
        byte[] body = [.. encoding.GetPreamble(), .. encoding.GetBytes(Document("windows-1251", "Ŵyth café £5"))];

        Assert.Equal("Ŵyth café £5", await TitleAsync("iso-8859-1", body));
    }

    [Fact]
    public async Task One_broken_character_does_not_spoil_the_rest()
    {
        var body = Encode("utf-8", Document("utf-8", "Café and Ŵyth and é?"));
        body[Array.LastIndexOf(body, (byte)'?')] = 0xC3;

        Assert.Equal("Café and Ŵyth and é\uFFFD", await TitleAsync("utf-8", body));
    }

    private static async Task<string?> TitleAsync(string? charset, byte[] body)
    {
        await using var probe = await FeedProbe.StartAsync();
        probe.Server.Then(200, body, ("Content-Type", charset is null ? "application/rss+xml" : $"text/xml; charset=\"{charset}\""));
        return (await probe.ReadAsync()).Page?.Posts.Single().Text;
    }

    private static string Document(string? prolog, string words) =>
        $"{(prolog is null ? "" : $"<?xml version='1.0' encoding='{prolog}'?>")}<rss version=\"2.0\"><channel><item><title>{words}</title></item></channel></rss>";

    private static byte[] Encode(string name, string text) =>
        (CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)).GetBytes(text);
}
