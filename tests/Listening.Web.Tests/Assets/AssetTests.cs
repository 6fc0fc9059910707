using System.IO.Compression;
using System.Net;
using System.Text;
using Listening.Web.Assets;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Assets;

public class AssetTests
{
    private static readonly AssetStore Store = AssetStore.Load();

    [Fact]
    public void Holds_what_the_pages_load() =>
        Assert.Equal(["count.js", "govuk-frontend.min.js", "icon.svg", "keys.js", "licences.txt", "listening.css", "live.js", "passkeys.js", "query-check.js", "selection.js", "start.js", "swap.js", "workplace.js"], Store.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void The_style_sheet_has_both_libraries_and_this_service_but_neither_the_typeface_nor_the_emblems_of_gov_uk()
    {
        var css = Encoding.UTF8.GetString(Store.Find("listening.css")!.Plain);

        Assert.Contains(".govuk-button", css, StringComparison.Ordinal);
        Assert.Contains(".moj-sub-navigation", css, StringComparison.Ordinal);
        Assert.Contains(".app-item", css, StringComparison.Ordinal);
        Assert.Contains("font-family:Arial,Helvetica,sans-serif", css, StringComparison.Ordinal);
        foreach (var absent in new[] { "GDS Transport", "@font-face", "crest", "crown", "url(", "@import" })
            Assert.DoesNotContain(absent, css.Replace("Crown copyright", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", "")]
    public async Task Are_sent_compressed_as_the_browser_likes_and_kept_for_a_year(string accepted, string encoding)
    {
        await using var site = await TestSite.StartAsync();
        using var stranger = site.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Store.Address("listening.css"), UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var response = await stranger.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/css", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(encoding, string.Concat(response.Content.Headers.ContentEncoding));
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        Assert.Equal(Store.Find("listening.css")!.Plain, Unpack(await response.Content.ReadAsByteArrayAsync(), encoding));
    }

    [Fact]
    public async Task Every_file_that_a_page_names_is_there_for_strangers_too()
    {
        await using var site = await TestSite.StartAsync();
        using var stranger = site.Visit();
        var page = await stranger.OpenAsync("/sign-in");

        var addresses = page.QuerySelectorAll("link[href],script[src],footer a").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!).ToList();

        Assert.Equal(5, addresses.Count);
        foreach (var address in addresses)
        {
            using var response = await stranger.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_file_asked_for_under_an_old_version_is_given_but_not_to_be_kept()
    {
        await using var site = await TestSite.StartAsync();
        using var stranger = site.Visit();

        using var old = await stranger.GetAsync("/assets/older/listening.css");

        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        Assert.Equal("no-cache", old.Headers.GetValues("Cache-Control").Single());
    }

    [Theory]
    [InlineData("/assets/x/nothing.css")]
    [InlineData("/assets/x/listening.css.br")]
    [InlineData("/assets/x/..%2F..%2Fappsettings.json")]
    [InlineData("/assets/x/%2e%2e/appsettings.json")]
    public async Task Nothing_else_can_be_fetched(string path)
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();

        using var response = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static byte[] Unpack(byte[] content, string encoding)
    {
        using var packed = new MemoryStream(content);
        using Stream unpacked = encoding switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var result = new MemoryStream();
        unpacked.CopyTo(result);
        return result.ToArray();
    }
}
