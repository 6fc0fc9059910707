using Listening.Application.Auditing;

namespace Listening.Web.Wording;

/// <summary>How whoever did something is written: by the account's number, never by name.</summary>
internal static class ActorWording
{
    /// <summary>For example <c>account 12</c>.</summary>
    public static string Words(string? actor) => actor switch
    {
        null or "" => "nobody",
        OperationContext.SystemActor => "the service itself",
        OperationContext.ConsoleActor => "the console",
        ['t', 'e', 'a', 'm', ':', .. var team] => $"team {team}",
        _ when actor.StartsWith(OperationContext.TokenActor, StringComparison.Ordinal) => $"token {actor[OperationContext.TokenActor.Length..]}",
        _ => $"account {actor}",
    };

    /// <summary>The same for people who work beside each other: <c>you</c> or <c>a colleague</c> instead of an account's number.</summary>
    /// <param name="actor">Who did it.</param>
    /// <param name="reader">The account that reads.</param>
    public static string Beside(string? actor, string reader) =>
        string.Equals(actor, reader, StringComparison.Ordinal) ? "you"
        : actor?.All(char.IsAsciiDigit) == true && actor.Length > 0 ? "a colleague"
        : Words(actor);
}
