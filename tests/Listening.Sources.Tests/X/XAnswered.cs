using System.Text.Json;
using Listening.Core.Outgoing;
using Listening.Core.Posts;

namespace Listening.Sources.Tests.X;

/// <summary>A post that is answered, and what X says to that.</summary>
internal static class XAnswered
{
    public static readonly string Asked = XWire.Id(ScriptedX.Noon.AddHours(-1));
    public static readonly string Edited = XWire.Id(ScriptedX.Noon.AddMinutes(-50));
    public static readonly string Ours = XWire.Id(ScriptedX.Noon.AddSeconds(1));

    public static Task<SendOutcome> ReplyAsync(ScriptedX x, string text = "Thank you.") => x.Connect().ReplyAsync(Request(x, text), CancellationToken.None);

    public static ReplyRequest Request(ScriptedX x, string text = "Thank you.") => new(
        new Post { Id = Asked, Source = "x", Url = $"https://x.com/reporter/status/{Edited}", Conversation = Asked }, MessageNumber.New(x.Time), text);

    public static string Done() => $$"""{"data":{"id":"{{Ours}}"} }""";

    public static string Tokens(int number) =>
        JsonSerializer.Serialize(new { token_type = "bearer", expires_in = 7200, access_token = $"access-{number}", refresh_token = $"refresh-{number}" });
}
