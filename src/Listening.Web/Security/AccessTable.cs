using Listening.Application.Access;
using Microsoft.AspNetCore.Http;

namespace Listening.Web.Security;

/// <summary>
/// Who may open and do what: the one table for every page and every other endpoint. What has no row here is closed to
/// everybody, and a test fails for an endpoint without a row and for a row without an endpoint.
/// Which queues and items somebody sees within these pages is said by <see cref="QueueAccess"/>.
/// </summary>
internal static class AccessTable
{
    private const StaffRole Triage = StaffRole.Triage;
    private const StaffRole Foi = StaffRole.Foi;
    private const StaffRole Auditor = StaffRole.Auditor;
    private const StaffRole SearchEditor = StaffRole.SearchEditor;
    private const StaffRole Authoriser = StaffRole.Authoriser;
    private const StaffRole Administrator = StaffRole.Administrator;

    private static readonly AccessRule Anyone = AccessRule.Anyone;
    private static readonly AccessRule SignedIn = AccessRule.SignedIn;

    /// <summary>The table.</summary>
    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        // Before and around signing in
        Row("/assets/{version}/{name}", "GET", Anyone),
        Row("/error", "*", Anyone),
        Row("/health/live", "GET", Anyone),
        Row("/health/ready", "GET", Anyone),
        Row("/sign-in", "GET", Anyone),
        Row("/sign-in", "POST", Anyone),
        Row("/sign-in/password", "GET", Anyone),
        Row("/sign-in/password", "POST", Anyone),
        Row("/sign-in/code", "GET", Anyone),
        Row("/sign-in/code", "POST", Anyone),
        Row("/sign-in/{token:maxlength(200)}", "GET", Anyone),
        Row("/sign-in/{token:maxlength(200)}", "POST", Anyone),
        Row("/sign-in/single-sign-on", "GET", Anyone),
        Row("/sign-in/refused", "GET", Anyone),
        Row("/sign-out", "GET", SignedIn),
        Row("/sign-out", "POST", SignedIn),

        // How somebody signs in is theirs alone
        Row("/account/security", "GET", SignedIn),
        Row("/account/security", "POST", SignedIn),
        Row("/account/codes", "GET", SignedIn),
        Row("/account/codes", "POST", SignedIn),

        // Queues and items; somebody without a queue is led from / to the first page that is theirs
        Row("/", "GET", Triage, Foi),
        Row("/queues/{queue}", "GET", Triage, Foi),
        Row("/queues/{queue}", "POST", Triage, Foi),
        Row("/queues/{queue}/live", "GET", Triage, Foi),
        Row("/items/{id:long}", "GET", Triage, Foi),
        Row("/items/{id:long}", "POST", Triage, Foi),
        Row("/items/{id:long}/links/{at:int}", "GET", Triage, Foi),
        Row("/items/{id:long}/pass-on", "GET", Triage, Foi),
        Row("/items/{id:long}/pass-on", "POST", Triage, Foi),
        Row("/items/{id:long}/hand-over", "GET", Triage, Foi),
        Row("/items/{id:long}/hand-over", "POST", Triage, Foi),
        Row("/items/{id:long}/reply", "GET", Triage, Foi),
        Row("/items/{id:long}/reply", "POST", Triage, Foi),
        Row("/replies", "GET", Triage, Foi),
        Row("/replies", "POST", Triage, Foi),

        // What the enforcement group reviews
        Row("/authorities", "GET", Foi),
        Row("/authorities/{id:int}", "GET", Foi),
        Row("/authorities/{id:int}", "POST", Foi),

        // What a link in a mail opens: the link itself is the right
        Row("/passed-on/{token:maxlength(100)}", "GET", Anyone),
        Row("/passed-on/{token:maxlength(100)}", "POST", Anyone),

        // Sources and searches
        Row("/sources", "GET", Triage, Foi, SearchEditor, Administrator),
        Row("/sources/{name}", "GET", Triage, Foi, SearchEditor, Administrator),
        Row("/sources/{name}", "POST", Administrator),
        Row("/searches", "GET", Triage, Foi, SearchEditor),
        Row("/searches/{name}", "GET", Triage, Foi, SearchEditor),
        Row("/searches/{name}", "POST", SearchEditor),
        Row("/searches/{name}/edit", "GET", SearchEditor),
        Row("/searches/{name}/edit", "POST", SearchEditor),
        Row("/searches/new", "GET", SearchEditor),
        Row("/searches/new", "POST", SearchEditor),
        Row("/searches/check", "POST", SearchEditor),

        // Watches of individuals: decided by an authoriser who is somebody else
        Row("/watches", "GET", Foi, SearchEditor, Authoriser),
        Row("/watches", "POST", Foi, SearchEditor, Authoriser),
        Row("/watches/ask", "GET", Foi, SearchEditor, Authoriser),
        Row("/watches/ask", "POST", Foi, SearchEditor, Authoriser),

        // Programs: each endpoint says which scope its token needs (Api/ApiServices.cs)
        Row("/api/v1/items", "GET", AccessRule.Program),
        Row("/api/v1/items/{id:long}", "GET", AccessRule.Program),
        Row("/api/v1/items/{id:long}/actions", "POST", AccessRule.Program),
        Row("/api/v1/searches", "GET", AccessRule.Program),
        Row("/api/v1/searches", "POST", AccessRule.Program),
        Row("/api/v1/searches/{name}", "GET", AccessRule.Program),
        Row("/api/v1/searches/{name}", "PUT", AccessRule.Program),
        Row("/api/v1/searches/{name}/pause", "POST", AccessRule.Program),
        Row("/api/v1/searches/{name}/resume", "POST", AccessRule.Program),
        Row("/api/v1/searches/{name}/run", "POST", AccessRule.Program),
        Row("/api/v1/sources", "GET", AccessRule.Program),
        Row("/api/v1/statistics", "GET", AccessRule.Program),
        Row("/api/v1/openapi.json", "GET", Anyone),

        // Deletion: rules that wait are confirmed, and holds approved, by an authoriser who is somebody else
        Row("/retention", "GET", Auditor, Authoriser, Administrator),
        Row("/retention", "POST", Authoriser),
        Row("/holds", "GET", Triage, Foi, Authoriser),
        Row("/holds", "POST", Triage, Foi, Authoriser),
        Row("/holds/ask", "GET", Triage, Foi, Authoriser),
        Row("/holds/ask", "POST", Triage, Foi, Authoriser),

        // Meetings of the enforcement group; a pack shows posts
        Row("/meetings", "GET", Foi),
        Row("/meetings", "POST", Foi),
        Row("/meetings/{id:int}", "GET", Foi),
        Row("/meetings/{id:int}", "POST", Foi),
        Row("/meetings/{id:int}/pack", "GET", Foi),
        Row("/meetings/{id:int}/pack.pdf", "GET", Foi),

        // Requests from people
        Row("/people", "GET", Authoriser),
        Row("/people", "POST", Authoriser),

        // The log
        Row("/audit", "GET", Auditor),
        Row("/audit", "POST", Auditor),
        Row("/audit/entries", "GET", Auditor),
        Row("/audit/entries", "POST", Auditor),
        Row("/audit/deletions", "GET", Auditor),
        Row("/audit/deletions", "POST", Auditor),
        Row("/audit/views", "GET", Auditor),
        Row("/audit/views", "POST", Auditor),
        Row("/audit/kept", "GET", Auditor),
        Row("/audit/who", "GET", Auditor),
        Row("/audit/who", "POST", Auditor),

        // Accounts
        Row("/users", "GET", Administrator),
        Row("/users/add", "GET", Administrator),
        Row("/users/add", "POST", Administrator),
        Row("/users/{id:int}", "GET", Administrator),
        Row("/users/{id:int}", "POST", Administrator),
        Row("/tokens", "GET", Administrator),
        Row("/tokens", "POST", Administrator),
    ];

    private static readonly ILookup<string, AccessRow> ByPattern = Rows.ToLookup(row => row.Pattern, StringComparer.Ordinal);

    /// <summary>The rule for a request.</summary>
    /// <param name="endpoint">What would answer; null when nothing would, which only somebody signed in is told.</param>
    /// <param name="method">The request's method.</param>
    public static AccessRule RuleOf(Endpoint? endpoint, string method) =>
        endpoint is null ? SignedIn : AccessRow.PatternOf(endpoint) is { } pattern ? RuleOf(pattern, method) : AccessRule.Nobody;

    /// <summary>The rule for an endpoint's pattern.</summary>
    public static AccessRule RuleOf(string pattern, string method) =>
        ByPattern[pattern].FirstOrDefault(row => row.IsFor(pattern, method))?.Rule ?? AccessRule.Nobody;

    private static AccessRow Row(string pattern, string method, AccessRule rule) => new(pattern, method, rule);

    private static AccessRow Row(string pattern, string method, params StaffRole[] roles) => new(pattern, method, AccessRule.For(roles));
}
