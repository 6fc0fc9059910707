using System.Globalization;
using System.Text.Json;

namespace Listening.Sources.Tests.Mastodon;

/// <summary>Answers of a server, as JSON, about people who do not exist.</summary>
internal static class MastodonWire
{
    /// <summary>A post of an invented account.</summary>
    public static string Status(string id, DateTime created, string content = "", string visibility = "public", string more = "", string acct = "pim@other.example") => $$"""
        {"id":"{{id}}","created_at":"{{Time(created)}}","edited_at":null,"in_reply_to_id":null,"in_reply_to_account_id":null,"sensitive":false,"spoiler_text":"","visibility":"{{visibility}}",
         "language":"en","uri":"https://other.example/users/pim/statuses/{{id}}","url":"https://other.example/@pim/{{id}}","replies_count":0,"reblogs_count":0,"favourites_count":0,
         "content":{{JsonSerializer.Serialize(content.Length == 0 ? $"<p>text of {id}</p>" : content)}},"reblog":null,
         "account":{"id":"9{{acct.Length}}","username":"pim","acct":"{{acct}}","display_name":"Pim Invented","locked":false,"url":"https://other.example/@pim"},
         "media_attachments":[],"mentions":[],"tags":[],"emojis":[],"card":null,"poll":null{{more}}}
        """;

    public static string Page(params string[] statuses) => $"[{string.Join(',', statuses)}]";

    public static string Found(params string[] statuses) => $$"""{"accounts":[],"statuses":[{{string.Join(',', statuses)}}],"hashtags":[]}""";

    public static string Thread(params string[] descendants) => $$"""{"ancestors":[],"descendants":[{{string.Join(',', descendants)}}]}""";

    public static string Mention(string id, DateTime created, string? status) => $$"""
        {"id":"{{id}}","type":"mention","created_at":"{{Time(created)}}","account":{"id":"91","acct":"pim@other.example"},"status":{{status ?? "null"}}}
        """;

    public static string Account(string id) => $$"""{"id":"{{id}}","username":"ico","acct":"ico@other.example","display_name":"Information Office"}""";

    /// <summary>An error; its words quote what must not be passed on.</summary>
    public static string Error(string words = "Not for logs: @pim@other.example") => $$"""{"error":"{{words}}"}""";

    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
