using Listening.Core.Foi;
using Listening.Core.Posts;

namespace Listening.Core.Tests.Foi;

/// <summary>The register that ships, and what is refused in one.</summary>
public sealed class AuthorityRegisterFiles
{
    [Theory]
    [InlineData(AuthorityKind.LondonBorough, 32)]
    [InlineData(AuthorityKind.CountyCouncil, 21)]
    [InlineData(AuthorityKind.DistrictCouncil, 164)]
    [InlineData(AuthorityKind.MetropolitanCouncil, 36)]
    [InlineData(AuthorityKind.UnitaryCouncil, 64)]
    [InlineData(AuthorityKind.ScottishCouncil, 32)]
    [InlineData(AuthorityKind.WelshCouncil, 22)]
    [InlineData(AuthorityKind.NorthernIrelandCouncil, 11)]
    [InlineData(AuthorityKind.Police, 48)]
    [InlineData(AuthorityKind.HealthBoard, 63)]
    public void Holds_every_body_of_a_kind(AuthorityKind kind, int count) =>
        Assert.Equal(count, AuthorityRegister.Default.Authorities.Count(authority => authority.Kind == kind));

    [Fact]
    public void Gives_every_body_of_Wales_that_has_one_its_Welsh_name() =>
        Assert.All(AuthorityRegister.Default.Authorities.Where(authority => authority.Kind == AuthorityKind.WelshCouncil), council => Assert.NotEmpty(council.Welsh));

    [Fact]
    public void Recognises_every_authority_by_its_official_name()
    {
        var unfound = AuthorityRegister.Default.Authorities.Where(authority => !authority.HearsComplaints)
            .Where(authority => !AuthorityRecogniser.Default.Find(new Post { Id = "1", Text = $"My FOI went to the {authority.Name} in May" }).Authorities.Any(found => found.Authority == authority));

        Assert.Empty(unfound.Select(authority => authority.Name));
    }

    [Theory]
    [InlineData("Kent Police", "kent.txt, line 1, column 1: an authority stands before the first header; expected [kind; nation].")]
    [InlineData("[polis; England]", "kent.txt, line 1, column 2: found the kind \"polis\", expected one of london-borough")]
    [InlineData("[police; Narnia]", "kent.txt, line 1, column 10: found the nation \"Narnia\", expected one of England, Scotland")]
    [InlineData("[police; England", "kent.txt, line 1, column 16: a header is not closed; expected ].")]
    [InlineData("[police; England]\nKent Police | shrt: KP", "kent.txt, line 2, column 15: found \"shrt: KP\", expected welsh, short, abbr")]
    [InlineData("[police; England]\nKent Police | short:", "kent.txt, line 2, column 15: found \"short:\", expected a field, a colon and values")]
    [InlineData("[police; England]\nKent Police | short: A | short: B", "kent.txt, line 2, column 26: the field \"short\" stands here twice.")]
    [InlineData("[police; England]\nKent Police\nKent Police", "The official name \"Kent Police\" stands in the register twice.")]
    public void Says_where_a_file_is_broken_and_what_is_accepted(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<AuthorityFormatException>(() => AuthorityRegister.Read("kent.txt", new StringReader(text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Recognises_an_imported_list_of_names_by_its_short_names_too()
    {
        string[] names = ["Ambleford Parish Council", "Westbrook City Council", "University of Westbrook", "Ambleford and Westbrook NHS Trust"];
        var recogniser = new AuthorityRecogniser(AuthorityRegister.Create(names.Select(name => new Authority { Name = name })));

        var found = recogniser.Find(new Post { Id = "1", Text = "Westbrook council and Westbrook uni, and Ambleford & Westbrook hospital, all ignored my FOI. So did ambleford parish council." });

        Assert.Equal([.. names.Order()], found.Authorities.Select(each => each.Authority.Name).Order());
    }
}
