using Listening.Application.Access;
using Listening.Application.Storage;
using Listening.Web.Tests.Site;
using Microsoft.AspNetCore.Identity;

namespace Listening.Web.Tests.Security;

public class OwnSignInTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/queues/enquiry")]
    [InlineData("/users")]
    [InlineData("/no/such/page")]
    public async Task Whoever_came_by_a_link_sets_up_a_way_of_their_own_before_anything_is_seen(string path)
    {
        await using var site = await TestSite.StartAsync(settings: new AccessSettings());
        using var visitor = await site.SignInAsync();

        using var response = await visitor.GetAsync(path);

        Assert.Equal("/account/security", response.Headers.Location?.OriginalString);
        Assert.Contains("before you go on", (await visitor.OpenAsync("/account/security")).Words("main .govuk-inset-text"), StringComparison.Ordinal);
        await visitor.OpenAsync("/sign-out");
        using var style = await visitor.GetAsync("/assets/1/listening.css");
        Assert.True(style.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Whoever_has_one_goes_on()
    {
        await using var site = await TestSite.StartAsync(settings: new AccessSettings());
        await site.AddAsync(new IdentityUserLogin<int> { LoginProvider = "https://provider.example", ProviderKey = "s1", UserId = TestSite.UsualAccount });
        using var visitor = await site.SignInAsync();

        await visitor.OpenAsync("/queues/enquiry");
    }

    [Fact]
    public async Task On_a_trial_a_link_is_enough_and_the_first_page_says_what_to_do_next()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync();

        Assert.Contains("You came by a link", (await visitor.OpenAsync("/")).Words("main .govuk-inset-text"), StringComparison.Ordinal);
        Assert.Null((await visitor.OpenAsync("/sources")).QuerySelector("main a[href='/account/security']"));
    }

    [Fact]
    public async Task A_key_that_was_changed_elsewhere_ends_the_session()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignInAsync(8, StaffRole.Triage);
        await using (var db = await site.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync())
        {
            (await db.Users.FindAsync(8))!.SecurityStamp = "another";
            await db.SaveChangesAsync();
        }

        using var response = await visitor.GetAsync("/");

        Assert.Equal("/sign-in", response.Headers.Location?.OriginalString);
    }
}
