using Listening.Application.Auditing;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Outgoing;

public class ReplyPageTests
{
    [Fact]
    public async Task A_saved_reply_is_filled_in_and_one_with_a_gap_is_refused()
    {
        await using var site = await SendingSite.StartAsync();
        await site.AddAsync(new SavedReplyRow { Name = "Thanks", Text = "{author}: {reference}", ChangedBy = "1", ChangedAt = TestSite.Now });
        using var visitor = await site.SignInAsync();

        var page = await visitor.OpenAsync("/items/1/reply?saved=1");
        using var sent = await visitor.FillAsync(page, "/items/1/reply", "main form[method=post]", ("words", page.QuerySelector("#words")!.TextContent));

        Assert.Equal("@pim.example: {reference}", page.QuerySelector("#words")!.TextContent);
        Assert.Equal("25 of 40 characters", page.Words(".app-count"));
        Assert.Equal("Put something in place of {reference}.", (await Visitor.ReadAsync(sent)).Words(".govuk-error-summary__list"));
    }

    [Fact]
    public async Task A_reply_that_is_too_long_is_refused_with_how_much()
    {
        await using var site = await SendingSite.StartAsync();
        using var visitor = await site.SignInAsync();

        using var sent = await visitor.FillAsync("/items/1/reply", "main form[method=post]", ("words", new string('x', 43)));

        Assert.Equal("The reply is 3 characters too long: the platform takes 40.", (await Visitor.ReadAsync(sent)).Words(".govuk-error-summary__list"));
        Assert.Empty(await site.SendingsAsync());
    }

    [Fact]
    public async Task A_reply_waits_on_the_page_replies_for_somebody_else()
    {
        await using var site = await SendingSite.StartAsync();
        using var author = await site.SignInAsync();
        using var second = await site.SignInAsync(8);
        using var asked = await author.FillAsync("/items/1/reply", "main form[method=post]", ("words", "Please write to us."));
        Assert.Equal("/items/1?done=reply-asked", asked.Headers.Location?.OriginalString);

        using var own = await author.FillAsync("/replies", "main section form", ("decision", "approve"));
        Assert.Equal("Somebody else than its author has to approve a reply.", (await Visitor.ReadAsync(own)).Words(".govuk-error-summary__list"));
        Assert.Contains("Please write to us.", (await second.OpenAsync("/replies")).Words("main section"), StringComparison.Ordinal);
        using var approved = await second.FillAsync("/replies", "main section form", ("decision", "approve"));

        Assert.Equal("/replies?done=reply-approve", approved.Headers.Location?.OriginalString);
        Assert.Equal((SendingState.Waiting, "8"), Assert.Single((await site.SendingsAsync()).Select(row => (row.State, row.DecidedBy))));
        Assert.Empty((await second.OpenAsync("/replies")).QuerySelectorAll("main section"));
    }

    [Fact]
    public async Task What_was_given_up_is_shown_with_what_to_do_and_tried_again()
    {
        await using var site = await SendingSite.StartAsync();
        using var visitor = await site.SignInAsync();
        using var asked = await visitor.FillAsync("/items/1/hand-over", "main form", ("step", "send"));
        var sending = (await site.SendingsAsync()).Single();
        sending.Attempts = 1;
        await using (var db = await site.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync())
        {
            (sending.State, sending.Problem, sending.NextAttemptAt) = (SendingState.Failed, "It takes nothing any more (410).", null);
            db.Update(sending);
            await db.SaveChangesAsync();
        }

        var shown = (await visitor.OpenAsync("/replies")).Words("main section");
        using var again = await visitor.FillAsync("/replies", "main section form", ("decision", "retry"));

        Assert.Contains("It takes nothing any more (410). Ask whoever looks after the case system", shown, StringComparison.Ordinal);
        Assert.Equal(SendingState.Waiting, (await site.SendingsAsync()).Single().State);
        Assert.Single(await site.EntriesAsync(AuditEvents.SendingRetried));
    }

    [Fact]
    public async Task Saved_replies_are_added_changed_and_removed()
    {
        await using var site = await SendingSite.StartAsync();
        using var visitor = await site.SignInAsync();
        const string add = "form[action$=Save]";
        using var added = await visitor.FillAsync("/replies", add, ("name", "Thanks"), ("text", "Thank you."));
        Assert.Equal("/replies?done=saved-reply", added.Headers.Location?.OriginalString);

        var page = await visitor.OpenAsync("/replies");
        using var changed = await visitor.FillAsync(page, "/replies", add, ("text", "Many thanks."));
        using var twice = await visitor.FillAsync("/replies", "details:last-of-type form", ("name", "Thanks"), ("text", "x"));
        Assert.Equal("There is a saved reply of that name already.", (await Visitor.ReadAsync(twice)).Words(".govuk-error-summary__list"));
        Assert.Equal(("Thanks", "Many thanks.", "7"), Assert.Single((await site.Get<SavedReplyService>().ListAsync(CancellationToken.None)).Select(reply => (reply.Name, reply.Text, reply.ChangedBy))));

        using var removed = await visitor.PressAsync(await visitor.OpenAsync("/replies"), "Remove Thanks");
        Assert.Equal("/replies?done=saved-reply-removed", removed.Headers.Location?.OriginalString);
        Assert.Empty(await site.Get<SavedReplyService>().ListAsync(CancellationToken.None));
    }
}
