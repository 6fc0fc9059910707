using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Listening.Application.Access;
using Listening.EndToEnd.Tests.Browser;
using Listening.TestSupport.Servers;
using Microsoft.Playwright;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>Every page that somebody of a role can reach by links, each kind of page once.</summary>
[Needs(Peer.Chromium)]
public sealed partial class RolePagesTests(RunningService service, BrowserFixture browser) : IClassFixture<RunningService>, IClassFixture<BrowserFixture>
{
    [AvailableTheory]
    [InlineData(StaffRole.Triage, "/items/N/pass-on /replies /searches/X /holds/ask")]
    [InlineData(StaffRole.Foi, "/queues/X /items/N/hand-over /authorities /authorities/N /meetings /sources /watches /watches/ask")]
    [InlineData(StaffRole.Auditor, "/audit /audit/entries /audit/deletions /audit/views /audit/kept /retention")]
    [InlineData(StaffRole.SearchEditor, "/searches /searches/new /searches/X/edit /sources /watches /watches/ask")]
    [InlineData(StaffRole.Authoriser, "/holds /people /retention /watches /watches/ask")]
    [InlineData(StaffRole.Administrator, "/users /users/add /users/N /tokens /sources")]
    public async Task Are_readable_and_lead_nowhere_that_is_closed_to_them(StaffRole role, string among)
    {
        await using var watched = await browser.NewPageAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 1280, Height = 900 } });
        await watched.Page.GotoAsync(await service.SignInLinkAsync(role));
        await watched.Page.ClickAsync("main button");
        var (kinds, waiting) = (new SortedSet<string>(StringComparer.Ordinal) { "/sign-out" }, new Queue<string>(["/", "/account/security"]));
        while (waiting.TryDequeue(out var address))
        {
            if (!kinds.Add(KindOf(address))) continue;
            var answer = await watched.Page.GotoAsync(service.Address + address);
            Assert.True(answer!.Ok, $"{address} answers {answer.Status}.");
            kinds.Add(KindOf(new Uri(watched.Page.Url).AbsolutePath));
            var found = await watched.Page.RunAxe();
            Assert.True(found.Violations.Length == 0, $"{address}: " + string.Join("; ", found.Violations.Select(violation => $"{violation.Id}: {violation.Help}, at {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
            foreach (var link in await watched.Page.Locator("a[href^='/']:not([href^='/assets/'])").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))")) waiting.Enqueue(link);
        }

        Assert.Subset(kinds, among.Split(' ').ToHashSet(StringComparer.Ordinal));
        Assert.Empty(watched.Problems);
    }

    // Numbers and names in an address make no other kind of page, nor do filters; an item beside its queue does.
    private static string KindOf(string address) =>
        (address.Contains("?item=", StringComparison.Ordinal) ? "item beside " : "") + Named().Replace(Number().Replace(address.Split('?', '#')[0], "/N"), match => match.Value.EndsWith("/new", StringComparison.Ordinal) ? match.Value : $"/{match.Groups["of"].Value}/X");

    [GeneratedRegex("/[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex("^/(?<of>searches|queues)/[a-z0-9-]+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}
