using System.CommandLine;
using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Meetings;

namespace Listening.Host.Commands;

/// <summary><c>listening meeting move</c> and <c>close</c>.</summary>
internal static class MeetingChangeCommands
{
    public static Command BuildMove(Option<FileInfo?> config)
    {
        var (id, reason) = (Meeting(), HoldCommands.Why());
        var at = new Argument<DateTime>("TIME") { Description = "When it is instead, UTC, such as 2026-12-01T10:00." };
        var command = new Command("move", "Move a meeting. The limits of what is kept for it move with it, never beyond 31 days.") { id, at, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            var version = await VersionAsync(session, parsed.GetValue(id), operation.At, cancellationToken);
            var (moved, refusal) = await session.Get<MeetingChanges>().MoveAsync(
                parsed.GetValue(id), version, DateTime.SpecifyKind(parsed.GetValue(at), DateTimeKind.Utc), operation, cancellationToken);
            return await MeetingCommands.ReportAsync(refusal, $"Moved; {Number(moved?.Longer ?? 0)} posts are kept longer, {Number(moved?.Sooner ?? 0)} go sooner.");
        });
        return command;
    }

    public static Command BuildClose(Option<FileInfo?> config)
    {
        var (id, reason) = (Meeting(), HoldCommands.Why());
        var command = new Command("close", "Close a meeting. What is kept for it is deleted after the usual time, or at its own limit when that is sooner.") { id, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            var version = await VersionAsync(session, parsed.GetValue(id), operation.At, cancellationToken);
            var (sooner, refusal) = await session.Get<MeetingChanges>().CloseAsync(parsed.GetValue(id), version, operation, cancellationToken);
            return await MeetingCommands.ReportAsync(refusal, $"Closed; {Number(sooner ?? 0)} posts go sooner.");
        });
        return command;
    }

    // Whoever types a command has seen no version: it is the one that is there now.
    private static async Task<int> VersionAsync(Session session, int id, DateTime now, CancellationToken cancellationToken) =>
        (await session.Get<MeetingReader>().FindAsync(id, now, cancellationToken))?.Meeting.Version ?? 0;

    private static Argument<int> Meeting() => new("MEETING") { Description = "The meeting's number." };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
