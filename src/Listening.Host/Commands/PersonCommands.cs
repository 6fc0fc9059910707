using System.CommandLine;
using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.People;
using Listening.Application.Storage;
using Listening.Core.Triage;

namespace Listening.Host.Commands;

/// <summary><c>listening person</c>: answers people who ask what is held about them, want it deleted, or object.</summary>
/// <remarks>What it prints are numbers, places and times; handle and link stand nowhere in it.</remarks>
internal static class PersonCommands
{
    public static Command Build(Option<FileInfo?> config) => new("person", "Answer people who ask what is held about them, want it deleted, or object to being collected.")
    {
        PersonOptions.Build(config, "find", "List the posts held of somebody: numbers, queues and times, no text.", FindAsync),
        PersonCopyCommand.Build(config),
        PersonEraseCommand.Build(config),
        PersonOptions.Build(config, "object", "Remember that somebody objects: their posts are not collected again. Only a keyed hash of the handle is kept.", ObjectAsync),
        PersonOptions.Build(config, "withdraw", "Forget an objection; without --source all of that person's.", WithdrawAsync),
        PersonCountsCommand.Build(config),
    };

    private static async Task<int> FindAsync(
        ParseResult parsed, Session session, PersonQuestion question, OperationContext operation, CancellationToken cancellationToken)
    {
        var result = await session.Get<IPersonService>().FindAsync(question, operation, cancellationToken);
        if (result.Value is not { } found) return await PersonOptions.RefuseAsync(result.Refusal);
        foreach (var post in found.Posts)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{post.Id,10}  {post.SourceName,-16} {post.Queue?.Name() ?? "not sorted",-20} collected {post.CollectedAt:u}  deleted {post.DueAt:u}  {string.Join(", ", post.HeldBy)}").TrimEnd());
        }

        Console.WriteLine($"{Posts(found.Total)} held{(found.Total > found.Posts.Count ? $", the newest {Number(found.Posts.Count)} shown" : "")}; {Number(found.HeldBack)} kept by a hold.");
        if (found.OtherPosts > 0) Console.WriteLine($"{Posts(found.OtherPosts)} of the same author besides; ask by the handle to find them.");
        if (found.Objections.Any) Console.WriteLine($"An objection is remembered for {(found.Objections.Everywhere ? "all sources" : string.Join(", ", found.Objections.Sources))}.");
        return 0;
    }

    private static async Task<int> ObjectAsync(
        ParseResult parsed, Session session, PersonQuestion question, OperationContext operation, CancellationToken cancellationToken)
    {
        var result = await session.Get<IPersonService>().ObjectAsync(question, operation, cancellationToken);
        if (result.Value is not { } done) return await PersonOptions.RefuseAsync(result.Refusal);
        Console.WriteLine($"The objection {(done.Changed ? "is" : "was")} remembered{(done.Changed ? "" : " already")}.");
        if (done.StillHeld > 0) Console.WriteLine($"{Posts(done.StillHeld)} held until the limit passes; `listening person erase` deletes them now.");
        return 0;
    }

    private static async Task<int> WithdrawAsync(
        ParseResult parsed, Session session, PersonQuestion question, OperationContext operation, CancellationToken cancellationToken)
    {
        var result = await session.Get<IPersonService>().WithdrawAsync(question, operation, cancellationToken);
        if (result.Value is null) return await PersonOptions.RefuseAsync(result.Refusal);
        Console.WriteLine("The objection is forgotten.");
        return 0;
    }

    /// <summary>A number of posts, in words.</summary>
    public static string Posts(int number) => $"{Number(number)} {(number == 1 ? "post" : "posts")}";

    /// <summary>A number as it is printed.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the counts call a kind of request.</summary>
    public static string NameOf(PersonRequestKind kind) => kind switch
    {
        PersonRequestKind.Access => "access",
        PersonRequestKind.Erasure => "erasure",
        PersonRequestKind.Objection => "objection",
        PersonRequestKind.Withdrawal => "withdrawal",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of request has no name."),
    };
}
