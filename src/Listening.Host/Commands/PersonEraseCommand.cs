using System.CommandLine;
using Listening.Application.People;

namespace Listening.Host.Commands;

/// <summary><c>listening person erase</c>: deletes what is held of somebody, but for what a hold keeps.</summary>
internal static class PersonEraseCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var reason = new Option<ErasureReason>("--reason") { Description = "Why; kept for auditors.", DefaultValueFactory = _ => ErasureReason.Asked };
        var objectToo = new Option<bool>("--object") { Description = "Remember an objection as well, so that nothing is collected again." };
        var command = PersonOptions.Build(
            config, "erase", "Delete the posts held of somebody. What a hold keeps stays, and its references are printed.",
            async (parsed, session, question, operation, cancellationToken) =>
            {
                var result = await session.Get<IPersonService>().EraseAsync(
                    question, parsed.GetValue(reason), parsed.GetValue(objectToo), operation, cancellationToken);
                if (result.Value is not { } done) return await PersonOptions.RefuseAsync(result.Refusal);
                Console.WriteLine($"{PersonCommands.Number(done.Deleted)} of {PersonCommands.Posts(done.Found)} deleted.");
                if (done.HeldBack > 0) Console.WriteLine($"{PersonCommands.Posts(done.HeldBack)} kept by a hold: {string.Join(", ", done.HeldBy)}.");
                if (done.Objected) Console.WriteLine("The objection is remembered.");
                return 0;
            });
        command.Options.Add(reason);
        command.Options.Add(objectToo);
        return command;
    }
}
