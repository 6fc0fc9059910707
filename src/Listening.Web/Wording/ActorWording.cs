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
        _ => $"account {actor}",
    };
}
