using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Listening.Sources.Tests.Mastodon;

/// <summary>A server in memory that pages and numbers posts as the platform does: by the author's time, so that what is delivered late stands further down.</summary>
internal sealed class FakeMastodon(Func<DateTime> now, Uri address)
{
    private int sequence;

    public SortedDictionary<long, FakeStatus> Statuses { get; } = [];

    /// <summary>Calls that are refused before one is answered.</summary>
    public Queue<int> Refusals { get; } = new();

    public FakeStatus Post(string text, string visibility = "public", TimeSpan late = default, long? replyTo = null, string acct = "pim@other.example", bool reblog = false)
    {
        var created = now() - late;
        var status = new FakeStatus((((DateTimeOffset)created).ToUnixTimeMilliseconds() * 1000) + sequence++, created) { Text = text, Visibility = visibility, ReplyTo = replyTo, Acct = acct, Reblog = reblog };
        return Statuses[status.Id] = status;
    }

    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        if (Refusals.TryDequeue(out var refusal))
        {
            context.Response.StatusCode = refusal;
            await context.Response.WriteAsync(MastodonWire.Error());
            return;
        }

        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var answer = parts switch
        {
            [_, _, "timelines", "tag", _] or [_, _, "timelines", "public"] => Page(context, Statuses.Values.Where(status => status is { Visibility: "public", ReplyTo: null, Reblog: false })),
            [_, _, "timelines", "list", _] => Page(context, Statuses.Values.Where(status => status.ReplyTo is null)),
            [_, _, "accounts", "lookup"] => MastodonWire.Account("1"),
            [_, _, "accounts", _, "statuses"] => Page(context, Statuses.Values.Where(status => status.Acct == "ico@other.example" && status.Visibility != "direct" && !status.Reblog)),
            [_, "v2", "search"] => Search(context),
            [_, _, "statuses"] => JsonList(context.Request.Query["id[]"].Select(Find).Where(status => status is not null).Select(status => status!)),
            [_, _, "statuses", var id] => Find(id) is { } status ? Json(status) : null,
            [_, _, "statuses", var id, "context"] => Find(id) is { } status ? MastodonWire.Thread([.. Under(status.Id).Select(Json)]) : null,
            _ => null,
        };
        if (answer is null) context.Response.StatusCode = 404;
        await context.Response.WriteAsync(answer ?? MastodonWire.Error("Record not found"));
    }

    private FakeStatus? Find(string? id) => Statuses.GetValueOrDefault(long.Parse(id!, CultureInfo.InvariantCulture)) is { Visibility: "public" or "unlisted" } found ? found : null;

    private IEnumerable<FakeStatus> Under(long id) => Statuses.Values.Where(status => status.ReplyTo == id && status.Visibility != "direct").SelectMany(status => Under(status.Id).Prepend(status));

    private string Page(HttpContext context, IEnumerable<FakeStatus> matching)
    {
        var query = context.Request.Query;
        var limit = Number(query["limit"]) ?? 20;
        // Ascending from min_id, the newest otherwise; newest first in both cases.
        var page = Number(query["min_id"]) is { } min
            ? matching.Where(status => status.Id > min).Take((int)limit).Reverse().ToList()
            : [.. matching.Where(status => Number(query["max_id"]) is not { } max || status.Id < max).Reverse().Take((int)limit)];
        if (page.Count > 0 && page[0].Id % 2 == 0)
            context.Response.Headers.Link = $"<{address}api?max_id={page[^1].Id}>; rel=\"next\", <{address}api?min_id={page[0].Id}>; rel=\"prev\"";
        return JsonList(page);
    }

    private string Search(HttpContext context) => $$"""{"statuses":{{JsonList(Statuses.Values.Where(status => status is { Visibility: "public", Reblog: false }).Reverse()
        .Skip((int)(Number(context.Request.Query["offset"]) ?? 0)).Take((int)Number(context.Request.Query["limit"])!.Value))}}}""";

    private string JsonList(IEnumerable<FakeStatus> statuses) => MastodonWire.Page([.. statuses.Select(Json)]);

    public string Json(FakeStatus status)
    {
        var replies = Statuses.Values.Count(reply => reply.ReplyTo == status.Id);
        var more = $$""","in_reply_to_id":{{(status.ReplyTo is { } to ? $"\"{to}\"" : "null")}},"replies_count":{{replies}},"edited_at":{{(status.Edited is { } at ? $"\"{MastodonWire.Time(at)}\"" : "null")}},"reblog":{{(status.Reblog ? "{\"id\":\"1\"}" : "null")}}""";
        var json = MastodonWire.Status(status.Id.ToString(CultureInfo.InvariantCulture), status.Created, $"<p>{status.Text}</p>", status.Visibility, more, status.Acct);
        // One of each name: the later ones.
        var merged = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in JsonDocument.Parse(json).RootElement.EnumerateObject()) merged[property.Name] = property.Value;
        return JsonSerializer.Serialize(merged);
    }

    private static long? Number(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A post of that server.</summary>
internal sealed record FakeStatus(long Id, DateTime Created)
{
    public string Text { get; set; } = "";

    public string Visibility { get; init; } = "public";

    public long? ReplyTo { get; init; }

    public string Acct { get; init; } = "";

    public bool Reblog { get; init; }

    public DateTime? Edited { get; set; }

    public bool IsKept => Visibility is "public" or "unlisted" && !Reblog;
}
