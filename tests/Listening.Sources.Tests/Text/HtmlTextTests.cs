using Listening.Sources.Text;
using Xunit;

namespace Listening.Sources.Tests.Text;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain words", "plain words")]
    [InlineData("  spaces \n and\tlines  ", "spaces and lines")]
    [InlineData("<p>one</p><p>two</p>", "one\n\ntwo")]
    [InlineData("<p>one<br>two<br/>three</p>", "one\ntwo\nthree")]
    [InlineData("one<br><br><br><br>two", "one\n\ntwo")]
    [InlineData("<div>one</div><div>two</div>three", "one\ntwo\nthree")]
    [InlineData("<ul><li>one</li><li>two</li></ul>", "one\ntwo")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("a<b>bold</b>b", "aboldb")]
    [InlineData("<b>unclosed <i>and crossed</b> tags</i>", "unclosed and crossed tags")]
    [InlineData("a&nbsp;b &lt;script&gt; &amp;amp; caf&eacute; &#8217;", "a b <script> &amp; café ’")]
    [InlineData("x<script>if (a < b) alert('</p>')</script>y", "xy")]
    [InlineData("x<style>p { }</style>y<!-- no -->z", "xyz")]
    [InlineData("x<script>never closed", "x")]
    [InlineData("<img src=x onerror=alert(1)>words", "words")]
    [InlineData("1 < 2 and 3<4", "1 < 2 and 3<4")]
    [InlineData("<span class=\"invisible\">https://</span><span>ico.example/a</span>", "https://ico.example/a")]
    public void Keeps_the_words_and_their_lines(string html, string text) => Assert.Equal(text, HtmlText.Of(html).Text);

    [Fact]
    public void Collects_links_once_and_makes_them_absolute()
    {
        var html = "<a href='/a'>1</a> <a href='/a'>2</a> <a href=\"https://b.example/x?y=1&amp;z=2\">3</a> <a name='no'>4</a> <a href='mailto:a@b.example'>5</a> <a href='javascript:x()'>6</a>";

        Assert.Equal(["https://base.example/a", "https://b.example/x?y=1&z=2"], HtmlText.Of(html, new Uri("https://base.example/dir/")).Links);
        Assert.Equal(["https://b.example/x?y=1&z=2"], HtmlText.Of(html).Links);
    }

    [Theory]
    [InlineData("https://a.example/x", "http://www.a.example/x/", true)]
    [InlineData("https://a.example/x?utm_source=f&b=1", "https://A.EXAMPLE/x?b=1", true)]
    [InlineData("https://a.example/x?b=1", "https://a.example/x?b=2", false)]
    [InlineData("https://a.example/x#1", "https://a.example/x#2", false)]
    [InlineData("https://a.example:8443/x", "https://a.example/x", false)]
    public void Knows_two_spellings_of_one_link(string one, string other, bool same) =>
        Assert.Equal(same, WebLink.Canonical(new Uri(one)) == WebLink.Canonical(new Uri(other)));
}
