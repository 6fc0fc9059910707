using System.CommandLine;
using System.Globalization;
using Listening.Application.Auditing;

namespace Listening.Host.Commands;

/// <summary><c>listening audit prove deletion</c>: whether the post of a link was deleted, when and why.</summary>
internal static class AuditProveCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var link = new Argument<string>("LINK") { Description = "The post's link, or its platform's id when it has none." };
        var output = new Option<FileInfo?>("--out") { Description = "Write entry, inclusion proof and signed checkpoint here as JSON.", HelpName = "FILE" };
        var command = new Command("deletion", "Say whether a post was deleted, when, by which rule and how late, as long as that year's key lives.") { link, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var answer = await session.Get<DeletionEvidence>().FindAsync(parsed.GetValue(link)!, cancellationToken);
            if (answer.Kind != DeletionAnswerKind.Deleted) return Deny(answer);
            AuditReport.Write(answer.Facts!);
            return await ProveAsync(answer, parsed.GetValue(output), cancellationToken);
        });
        return command;
    }

    private static int Deny(DeletionAnswer answer)
    {
        Console.WriteLine(answer.Kind == DeletionAnswerKind.Held
            ? string.Create(CultureInfo.InvariantCulture, $"It was not deleted: it is still held, and due on {answer.DueAt:yyyy-MM-dd HH:mm:ss} UTC.")
            : "No deletion that can be asked for names it.");
        if (answer.LostYears is { Count: > 0 } lost)
            Console.WriteLine($"Whether it was deleted in {string.Join(", ", lost)} nobody can say any more: the key of that year was destroyed.");
        return 1;
    }

    private static async Task<int> ProveAsync(DeletionAnswer answer, FileInfo? output, CancellationToken cancellationToken)
    {
        if (answer.Proof is not { } proof)
        {
            Console.WriteLine("signed           not yet: no checkpoint covers the entry, so it cannot be proved to others");
            return output is null ? 0 : 1;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"signed           {proof.Checkpoint.Size} entries, on {proof.Checkpoint.At:yyyy-MM-dd HH:mm:ss} UTC by key {proof.Checkpoint.KeyId}"));
        if (output is not null) await File.WriteAllBytesAsync(output.FullName, proof.ToJson(), cancellationToken);
        return 0;
    }
}
