namespace Listening.Application.Auditing;

/// <summary>Who does something, when and why: taken by every command that changes anything.</summary>
/// <param name="Actor">The account's number, <see cref="TokenActor"/> with a token's number, <see cref="SystemActor"/> or <see cref="ConsoleActor"/>; never a name.</param>
/// <param name="At">UTC.</param>
/// <param name="Reason">In words, for auditors.</param>
public sealed record OperationContext(string Actor, DateTime At, string Reason)
{
    /// <summary>The service itself, on its schedule.</summary>
    public const string SystemActor = "system";

    /// <summary>Somebody with the right to run the executable on the server.</summary>
    public const string ConsoleActor = "console";

    /// <summary>A program with a token of the API; its number follows.</summary>
    public const string TokenActor = "token:";

    /// <summary>The service does it by itself.</summary>
    public static OperationContext System(TimeProvider time, string reason) => new(SystemActor, time.GetUtcNow().UtcDateTime, reason);

    /// <summary>Somebody does it from the command line.</summary>
    public static OperationContext Console(TimeProvider time, string reason) => new(ConsoleActor, time.GetUtcNow().UtcDateTime, reason);
}
