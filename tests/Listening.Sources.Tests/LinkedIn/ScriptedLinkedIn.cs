using System.Collections.Concurrent;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.LinkedIn;
using Listening.Sources.Tests.Facebook;
using Listening.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Listening.Sources.Tests.LinkedIn;

/// <summary>A LinkedIn that answers as a test tells it, and a connector that reads it.</summary>
internal sealed class ScriptedLinkedIn : IAsyncDisposable
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(int Status, string Body, string? RetryAfter)>> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<RestCall> calls = new();
    private readonly List<IDisposable> made = [];
    private readonly ScriptedServer server;

    private ScriptedLinkedIn(ScriptedServer server)
    {
        this.server = server;
        server.Otherwise = AnswerAsync;
        Options = new LinkedInOptions
        {
            Service = server.Address,
            SignInService = server.Address,
            OrganizationId = "4242",
            ClientId = "app",
            ClientSecret = "app-secret",
            RefreshToken = "refresh-0",
            AllowPrivateAddresses = true,
        };
    }

    public LinkedInOptions Options { get; set; }

    public MemorySecrets Secrets { get; } = new();

    public ManualTimeProvider Time { get; } = new(Noon);

    /// <summary>Answers what no test told; 500 unless set.</summary>
    public Func<RestCall, (int Status, string Body)>? World { get; set; }

    /// <summary>All calls but those of signing in and of the role.</summary>
    public IReadOnlyList<RestCall> Calls => [.. calls.Where(call => call.Name is not ("accessToken" or "organizationAcls"))];

    public IReadOnlyList<RestCall> Received => [.. calls];

    public static async Task<ScriptedLinkedIn> StartAsync() => new(await ScriptedServer.StartAsync());

    /// <summary>Answers the next calls of a method (posts, counts, comments, comment, notifications, organizationAcls, accessToken) in this order.</summary>
    public ScriptedLinkedIn Answer(string name, params string[] bodies)
    {
        foreach (var body in bodies) Answer(name, 200, body);
        return this;
    }

    /// <summary>Answers the next call of a method.</summary>
    public ScriptedLinkedIn Answer(string name, int status, string body, string? retryAfter = null)
    {
        answers.GetOrAdd(name, _ => new()).Enqueue((status, body, retryAfter));
        return this;
    }

    /// <summary>A connector, as after a restart of the service.</summary>
    public LinkedInConnector Connect()
    {
        var http = GuardedHttp.CreateClient(Options.Http with { MaximumRetries = 0 }, Time);
        var connector = new LinkedInConnector("page", Options, Secrets, http, Time);
        made.AddRange([connector, http]);
        return connector;
    }

    public static SourceRequest Request(SearchKind kind, string query = "privacy", string? target = null) =>
        new(kind, Query.Parse(query).Query!, target) { MarkOf = Graph.Mark };

    public static Task<SourceRead> ReadAsync(LinkedInConnector connector, SearchKind kind, string? cursor = null, string query = "privacy", string? target = null) =>
        connector.ReadAsync(Request(kind, query, target), cursor, CancellationToken.None);

    public Task<SourceRead> ReadAsync(SearchKind kind, string? cursor = null, string query = "privacy") => ReadAsync(Connect(), kind, cursor, query);

    /// <summary>Reads until nothing is left.</summary>
    public async Task<(IReadOnlyList<Post> Posts, IReadOnlyList<string> Deleted, string? Cursor)> DrainAsync(SearchKind kind, string? cursor = null)
    {
        var (connector, posts, deleted, more) = (Connect(), new List<Post>(), new List<string>(), true);
        while (more)
        {
            var read = await ReadAsync(connector, kind, cursor);
            if (read.Page is not { } page) throw new InvalidOperationException(read.Failure!.Message);
            posts.AddRange(page.Posts);
            deleted.AddRange(page.Deleted);
            (cursor, more) = (page.Cursor, page.HasMore);
        }

        return (posts, deleted, cursor);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in made) one.Dispose();
        await server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var form = new StreamReader(new MemoryStream(server.Requests[^1].Body));
        var call = RestCall.Of(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, context.Request.Headers, await form.ReadToEndAsync());
        calls.Enqueue(call);
        var (status, body, retryAfter) = answers.TryGetValue(call.Name, out var queue) && queue.TryDequeue(out var told) ? told : Usual(call);
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(body);
    }

    private (int Status, string Body, string? RetryAfter) Usual(RestCall call)
    {
        if (call.Name == "accessToken") return (200, """{"access_token":"access-1","expires_in":5184000,"refresh_token":"refresh-0","refresh_token_expires_in":31536000}""", null);
        if (call.Name == "organizationAcls") return (200, Rest.Roles, null);
        return World?.Invoke(call) is { } answer ? (answer.Status, answer.Body, null) : (500, "", null);
    }
}

/// <summary>One call that reached the server, exactly as it was written.</summary>
internal sealed record RestCall(string Name, string Target, IReadOnlyDictionary<string, string> Headers, string Form)
{
    public static RestCall Of(string target, IHeaderDictionary headers, string form)
    {
        var (path, query) = target.Split('?') is [var before, var behind] ? (before, behind) : (target, "");
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var name = parts switch
        {
            [.., "organizationalEntityNotifications"] => "notifications",
            [.., "socialActions"] => "counts",
            [.., "comments"] => "comments",
            [.., "comments", _] => "comment",
            [.., "posts"] when query.StartsWith("ids=", StringComparison.Ordinal) => "byId",
            _ => parts[^1],
        };
        return new RestCall(name, target, headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), form);
    }

    /// <summary>Parts of the path, unescaped.</summary>
    public string[] Path => [.. Target.Split('?')[0].Split('/').Select(Uri.UnescapeDataString)];

    /// <summary>A parameter's value as it was written; null when it was not sent.</summary>
    public string? this[string name] =>
        Target.Split('?').ElementAtOrDefault(1)?.Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair[0] == name)?[1];
}
