using Listening.Core.Querying;

namespace Listening.Core.Tests.Querying;

/// <summary>Connectors derive what they ask of a platform from the tree, so its shape is a contract.</summary>
public sealed class SyntaxTreeTests
{
    [Theory]
    [InlineData("Café", "Word Café=cafe @1")]
    [InlineData("a ICO’s", "And(Word a=a @1, Word ICO=ico @3) @1")]
    [InlineData("\"data  breach\"", "Phrase(Word data=data @2, Word breach=breach @8) @1")]
    [InlineData("x follow-up", "And(Word x=x @1, Phrase(Word follow=follow @3, Word up=up @10) @3) @1")]
    [InlineData("\"data breach\"~5", "Proximity(Word data=data @2, Word breach=breach @7) in 5 @1")]
    [InlineData("  Priva*", "Prefix Priva=priva @3")]
    [InlineData("#Été", "Hashtag Été=ete @1")]
    [InlineData("@ICOnews", "Mention iconews @1")]
    [InlineData("from:@A.Example.org", "From a.example.org @1")]
    [InlineData("to:ICOnews", "To iconews @1")]
    [InlineData("url:https://www.ICO.org.uk/Make/", "Url ico.org.uk /make @1")]
    [InlineData("a lang:en_GB is:reply has:link", "And(Word a=a @1, Lang en-gb @3, IsReply @14, HasLink @23) @1")]
    [InlineData("a b OR c", "Or(And(Word a=a @1, Word b=b @3) @1, Word c=c @8) @1")]
    [InlineData("a (b OR c)", "And(Word a=a @1, Or(Word b=b @4, Word c=c @9) @4) @1")]
    [InlineData("a AND NOT b", "And(Word a=a @1, Not(Word b=b @11) @7) @1")]
    [InlineData("a -(b c)", "And(Word a=a @1, Not(And(Word b=b @5, Word c=c @7) @5) @3) @1")]
    [InlineData("((a))", "Word a=a @3")]
    public void Shows_each_part_with_its_column(string text, string tree)
    {
        var query = Query.Parse(text).Query;

        Assert.NotNull(query);
        Assert.Equal(text, query.Text);
        Assert.Equal(tree, Draw(query.Root));
    }

    private static string Draw(QueryNode node) => node switch
    {
        And all => $"And({string.Join(", ", all.Parts.Select(Draw))})",
        Or any => $"Or({string.Join(", ", any.Parts.Select(Draw))})",
        Not negation => $"Not({Draw(negation.Part)})",
        Phrase phrase => $"Phrase({string.Join(", ", phrase.Words.Select(Draw))})",
        Proximity near => $"Proximity({string.Join(", ", near.Words.Select(Draw))}) in {near.Window}",
        Word word => $"Word {word.Text}={word.Folded}",
        Prefix prefix => $"Prefix {prefix.Text}={prefix.Folded}",
        Hashtag hashtag => $"Hashtag {hashtag.Text}={hashtag.Folded}",
        Mention mention => $"Mention {mention.Handle}",
        From from => $"From {from.Handle}",
        To to => $"To {to.Handle}",
        Url url => $"Url {url.Host} {url.Path}",
        Lang lang => $"Lang {lang.Tag}",
        _ => node.GetType().Name,
    } + $" @{node.Column}";
}
