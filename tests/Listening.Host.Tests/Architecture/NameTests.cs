using System.Text.RegularExpressions;
using Xunit;

namespace Listening.Host.Tests.Architecture;

/// <summary>A file is named after what it is about, not after its being useful.</summary>
public partial class NameTests
{
    [Fact]
    public void No_file_or_folder_is_a_drawer_for_everything() =>
        Assert.DoesNotContain(Repository.SourceFiles, IsDrawer);

    [Theory]
    [InlineData("src/Listening.Core/Helpers/Text.cs")]
    [InlineData("src/Listening.Core/Posts/PostUtils.cs")]
    [InlineData("src/Listening.Web/QueueManager.cs")]
    [InlineData("src/Listening.Host/ServiceCollectionExtensions.cs")]
    [InlineData("src/Listening.Host/Common/Clock.cs")]
    public void The_rule_sees_a_drawer(string path) => Assert.True(IsDrawer(path));

    [Theory]
    [InlineData("src/Listening.Web/wwwroot/Posts/ManagedHold.cs")]
    [InlineData("src/Listening.Core/Routing/RoutingRules.cs")]
    [InlineData("src/Listening.Web/Components/ButtonTagHelper.cs")]
    public void The_rule_lets_a_plain_name_pass(string path) => Assert.False(IsDrawer(path));

    // "Tag helper" is what the framework calls an element of a page.
    private static bool IsDrawer(string path) =>
        !path.EndsWith("TagHelper.cs", StringComparison.Ordinal) && Drawer().IsMatch(path);

    [GeneratedRegex(@"(Helpers?|Utils?|Utilit(y|ies)|Managers?|Extensions|/(Common|Misc|Shared))(/|\.cs$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Drawer();
}
