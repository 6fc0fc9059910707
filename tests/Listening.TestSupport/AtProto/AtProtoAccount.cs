using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Listening.TestSupport.AtProto;

/// <summary>An account of an invented person on a test network, and what that person does there.</summary>
public sealed class AtProtoAccount : IDisposable
{
    private const string Password = "correct horse battery staple";
    private readonly HttpClient _http;

    private AtProtoAccount(HttpClient http, string did, string handle, string appPassword)
    {
        _http = http;
        Did = did;
        Handle = handle;
        AppPassword = appPassword;
    }

    /// <summary>The account's stable id.</summary>
    public string Did { get; }

    /// <summary>The account's handle.</summary>
    public string Handle { get; }

    /// <summary>A password for programs.</summary>
    public string AppPassword { get; }

    /// <summary>Makes an account with an app password.</summary>
    /// <param name="network">Where.</param>
    /// <param name="name">Lower-case letters and digits; the handle is this and <c>.test</c>.</param>
    public static async Task<AtProtoAccount> CreateAsync(AtProtoNetwork network, string name)
    {
        var http = new HttpClient { BaseAddress = new Uri(network.Pds, "/xrpc/"), Timeout = TimeSpan.FromSeconds(30) };
        var handle = name + ".test";
        var made = await PostAsync(http, "com.atproto.server.createAccount", new JsonObject { ["handle"] = handle, ["email"] = $"{name}@example.test", ["password"] = Password });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.GetProperty("accessJwt").GetString());
        var app = await PostAsync(http, "com.atproto.server.createAppPassword", new JsonObject { ["name"] = "listening" });
        return new AtProtoAccount(http, made.GetProperty("did").GetString()!, handle, app.GetProperty("password").GetString()!);
    }

    /// <summary>Publishes a post now.</summary>
    /// <param name="text">Its words.</param>
    /// <param name="more">Further fields of the record.</param>
    public Task<AtProtoRecord> PostAsync(string text, JsonObject? more = null) => CreateAsync("app.bsky.feed.post", Post(text, DateTimeOffset.Parse(Now(), CultureInfo.InvariantCulture), more));

    /// <summary>Publishes many posts in one go, each with the time the author's clock is said to have shown.</summary>
    public async Task PostAsync(IEnumerable<(string Text, DateTimeOffset CreatedAt)> posts)
    {
        foreach (var batch in posts.Chunk(100))
        {
            var writes = batch.Select(post => (JsonNode)new JsonObject
            {
                ["$type"] = "com.atproto.repo.applyWrites#create",
                ["collection"] = "app.bsky.feed.post",
                ["value"] = Post(post.Text, post.CreatedAt, null),
            });
            await PostAsync(_http, "com.atproto.repo.applyWrites", new JsonObject { ["repo"] = Did, ["writes"] = new JsonArray([.. writes]) });
        }
    }

    /// <summary>Answers a post.</summary>
    public Task<AtProtoRecord> ReplyAsync(AtProtoRecord parent, string text, AtProtoRecord? root = null) =>
        PostAsync(text, new JsonObject { ["reply"] = new JsonObject { ["root"] = (root ?? parent).ToReference(), ["parent"] = parent.ToReference() } });

    /// <summary>Writes any record.</summary>
    public async Task<AtProtoRecord> CreateAsync(string collection, JsonObject record)
    {
        record["$type"] = collection;
        record["createdAt"] ??= Now();
        var made = await PostAsync(_http, "com.atproto.repo.createRecord", new JsonObject { ["repo"] = Did, ["collection"] = collection, ["record"] = record });
        return new AtProtoRecord(made.GetProperty("uri").GetString()!, made.GetProperty("cid").GetString()!);
    }

    /// <summary>Writes the account's profile.</summary>
    public Task PutProfileAsync(JsonObject profile)
    {
        profile["$type"] = "app.bsky.actor.profile";
        return PostAsync(_http, "com.atproto.repo.putRecord", new JsonObject { ["repo"] = Did, ["collection"] = "app.bsky.actor.profile", ["rkey"] = "self", ["record"] = profile });
    }

    /// <summary>Writes a record under a key of its own.</summary>
    public Task PutAsync(string collection, string key, JsonObject record)
    {
        record["$type"] = collection;
        record["createdAt"] ??= Now();
        return PostAsync(_http, "com.atproto.repo.putRecord", new JsonObject { ["repo"] = Did, ["collection"] = collection, ["rkey"] = key, ["record"] = record });
    }

    /// <summary>Deletes one of the account's records.</summary>
    public Task DeleteAsync(AtProtoRecord record)
    {
        var parts = record.Uri.Split('/');
        return PostAsync(_http, "com.atproto.repo.deleteRecord", new JsonObject { ["repo"] = Did, ["collection"] = parts[^2], ["rkey"] = parts[^1] });
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static JsonObject Post(string text, DateTimeOffset createdAt, JsonObject? more)
    {
        var record = more ?? [];
        record["$type"] = "app.bsky.feed.post";
        record["text"] = text;
        record["langs"] ??= new JsonArray("en");
        record["createdAt"] ??= createdAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return record;
    }

    private static string Now() => TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static async Task<JsonElement> PostAsync(HttpClient http, string method, JsonObject body)
    {
        using var response = await http.PostAsJsonAsync(method, body);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{method} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}

/// <summary>A record that was written.</summary>
public sealed record AtProtoRecord(string Uri, string Cid)
{
    internal JsonObject ToReference() => new() { ["uri"] = Uri, ["cid"] = Cid };
}
