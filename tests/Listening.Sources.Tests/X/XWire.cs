using System.Globalization;

namespace Listening.Sources.Tests.X;

/// <summary>Answers of X, as JSON. All people are invented.</summary>
internal static class XWire
{
    public const string Nothing = """{"meta":{"result_count":0}}""";

    /// <summary>The id of a post of that instant.</summary>
    public static string Id(DateTime at, int number = 0) =>
        (((new DateTimeOffset(at).ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22) + number).ToString(CultureInfo.InvariantCulture);

    public static string Post(string id, string more = "", string text = "about privacy", string author = "7001") =>
        $$"""{"id":"{{id}}","text":"{{text}}","author_id":"{{author}}","edit_history_tweet_ids":["{{id}}"],"conversation_id":"{{id}}"{{more}}}""";

    public static string Reply(string id, string root, string answered) =>
        $$"""{"id":"{{id}}","text":"a comment","author_id":"7002","edit_history_tweet_ids":["{{id}}"],"conversation_id":"{{root}}","referenced_tweets":[{"type":"replied_to","id":"{{answered}}"}]}""";

    public static string Counted(string id, int replies) => Post(id, $$""","public_metrics":{"reply_count":{{replies}}}""");

    /// <summary>A page of posts, newest first.</summary>
    public static string Page(string? token, params (string Id, string Json)[] posts) => $$"""
        {"data":[{{string.Join(',', posts.Select(post => post.Json))}}],
         "includes":{"users":[{"id":"7001","username":"reporter","name":"R. Porter","protected":false},{"id":"7002","username":"reader_two","name":"R. Two"}]},
         "meta":{"result_count":{{posts.Length}}{{(posts.Length > 0 ? $",\"newest_id\":\"{posts[0].Id}\",\"oldest_id\":\"{posts[^1].Id}\"" : "")}}{{(token is null ? "" : $",\"next_token\":\"{token}\"")}} } }
        """;

    public static string Page(string? token, params string[] ids) => Page(token, [.. ids.Select(id => (id, Post(id)))]);

    /// <summary>Answers to a look by ids: posts, and problems by id.</summary>
    public static string Look(string[] posts, params (string Id, string Type)[] problems) => $$"""
        {"data":[{{string.Join(',', posts)}}],"includes":{"users":[{"id":"7001","username":"reporter","name":"R. Porter"}]},"errors":[{{string.Join(',', problems.Select(problem => Missing(problem.Id, problem.Type)))}}]}
        """;

    public static string Missing(string id, string type) =>
        $$"""{"value":"{{id}}","resource_id":"{{id}}","resource_type":"tweet","parameter":"ids","title":"Not for logs","detail":"about @reporter","type":"https://api.twitter.com/2/problems/{{type}}"}""";

    public static string Problem(string type, string detail = "Not for logs: @reporter") =>
        $$"""{"title":"Forbidden","detail":"{{detail}}","type":"https://api.x.com/2/problems/{{type}}"}""";

    public static string Invalid(string parameter) =>
        $$"""{"errors":[{"parameters":{"{{parameter}}":["x"]},"message":"Not for logs"}],"title":"Invalid Request","detail":"Not for logs","type":"https://api.x.com/2/problems/invalid-request"}""";
}
