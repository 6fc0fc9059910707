using Listening.Application.Access;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Security;

/// <summary>A site with an item of each team, and a visitor for each role.</summary>
public sealed class RoleSite : IAsyncLifetime
{
    private readonly Dictionary<string, Visitor> _visitors = new(StringComparer.Ordinal);

    /// <summary>Those who visit, in the order of the columns.</summary>
    public static IReadOnlyList<string> Visitors { get; } = ["nobody", .. StaffRoles.All.Select(role => role.Name())];

    internal TestSite Site { get; private set; } = null!;

    public Visitor Of(string name) => _visitors[name];

    public async Task InitializeAsync()
    {
        Site = await SearchSite.StartAsync();
        await SearchSite.AddSearchAsync(Site, "fees", "fee");
        Site.Triage.Items.Add(Samples.Item(1));
        Site.Triage.Items.Add(Samples.Item(2, queue: TriageQueue.FoiIntelligence));
        await Site.AddAsync(new MeetingRow { HeldAt = TestSite.Now.AddDays(3), AddedBy = "1", AddedAt = TestSite.Now });
        _visitors["nobody"] = Site.Visit();
        foreach (var role in StaffRoles.All) _visitors[role.Name()] = await Site.SignInAsync(100 + (int)role, role);
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in _visitors.Values) visitor.Dispose();
        await Site.DisposeAsync();
    }
}
