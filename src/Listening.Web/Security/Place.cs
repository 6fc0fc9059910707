using System.Security.Claims;
using Listening.Web.Components;

namespace Listening.Web.Security;

/// <summary>A place in the navigation, shown to whoever may open it.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Href">Its address, which is its pattern as well.</param>
/// <param name="Beneath">What the addresses begin with that lie under it.</param>
internal sealed record Place(string Title, string Href, params string[] Beneath)
{
    /// <summary>Where somebody says how they sign in.</summary>
    public const string OwnSignIn = "/account/security";

    /// <summary>All of them, in the order in which they stand.</summary>
    public static IReadOnlyList<Place> All { get; } =
    [
        new("Queues", "/", "/queues/", "/items/"),
        new("Authorities", "/authorities", "/authorities/"),
        new("Meetings", "/meetings", "/meetings/"),
        new("Replies", "/replies"),
        new("Searches", "/searches", "/searches/"),
        new("Sources", "/sources"),
        new("Retention", "/retention"),
        new("Holds", "/holds", "/holds/"),
        new("Watches", "/watches", "/watches/"),
        new("Requests from people", "/people"),
        new("Audit", "/audit", "/audit/"),
        new("Users", "/users", "/users/"),
        new("Tokens", "/tokens"),
        new("Your sign-in", OwnSignIn, "/account/"),
    ];

    /// <summary>The places somebody may open, as navigation.</summary>
    /// <param name="user">Who looks.</param>
    /// <param name="path">Where they are.</param>
    public static IReadOnlyList<NavigationItem> For(ClaimsPrincipal user, string path) =>
        [.. All.Where(place => place.IsOpenTo(user)).Select(place => new NavigationItem(
            place.Title, place.Href, path == place.Href, place.Beneath.Any(start => path.StartsWith(start, StringComparison.Ordinal))))];

    /// <summary>Where somebody begins; null when they may open nothing.</summary>
    public static Place? FirstOf(ClaimsPrincipal user) => All.FirstOrDefault(place => place.IsOpenTo(user));

    /// <summary>Whether somebody may open an address without parameters, so that a page leads nobody to a closed door.</summary>
    public static bool IsOpen(ClaimsPrincipal user, string href) => AccessTable.RuleOf(href, "GET").Allows(user, endpoint: null);

    private bool IsOpenTo(ClaimsPrincipal user) => IsOpen(user, Href);
}
