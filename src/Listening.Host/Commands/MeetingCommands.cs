using System.CommandLine;
using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Meetings;

namespace Listening.Host.Commands;

/// <summary><c>listening meeting</c>: meetings of the enforcement group, and what is kept until the usual time after them.</summary>
internal static class MeetingCommands
{
    public static Command Build(Option<FileInfo?> config) =>
        new("meeting", "Keep items for a meeting of the enforcement group, until the usual time after it.")
        {
            BuildList(config),
            BuildAdd(config),
            BuildKeep(config),
            MeetingChangeCommands.BuildMove(config),
            MeetingChangeCommands.BuildClose(config),
        };

    private static Command BuildList(Option<FileInfo?> config)
    {
        var command = new Command("list", "List the meetings: the next first, then those that are closed.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var (open, closed) = await session.Get<MeetingReader>().ListAsync(session.Get<TimeProvider>().GetUtcNow().UtcDateTime, cancellationToken);
            foreach (var meeting in open.Concat(closed))
            {
                var state = meeting.Meeting.ClosedAt is { } at ? $"closed {Time(at)}" : "open";
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{meeting.Meeting.Id,-4} {Time(meeting.Meeting.HeldAt)} {state,-25} {meeting.Posts} posts, {meeting.Agenda.Count} on the agenda"));
            }

            return 0;
        });
        return command;
    }

    private static Command BuildAdd(Option<FileInfo?> config)
    {
        var at = new Argument<DateTime>("TIME") { Description = "When it is, UTC, such as 2026-12-01T10:00." };
        var reason = HoldCommands.Why();
        var command = new Command("add", "Add a meeting.") { at, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            var (id, refusal) = await session.Get<MeetingService>().AddAsync(DateTime.SpecifyKind(parsed.GetValue(at), DateTimeKind.Utc), operation, cancellationToken);
            return await ReportAsync(refusal, $"Added meeting {Number(id ?? 0)}.");
        });
        return command;
    }

    private static Command BuildKeep(Option<FileInfo?> config)
    {
        var id = new Argument<int>("MEETING") { Description = "The meeting's number." };
        var items = new Argument<long[]>("ITEM") { Description = "Numbers of the items.", Arity = ArgumentArity.OneOrMore };
        var reason = HoldCommands.Why();
        var command = new Command("keep", "Keep items for a meeting. What a platform limits, and noise, is deleted as before.") { id, items, reason };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(reason)!);
            var (kept, refusal) = await session.Get<MeetingService>().KeepAsync(parsed.GetValue(id), parsed.GetValue(items)!, operation, cancellationToken);
            return await ReportAsync(refusal, $"{Number(kept?.Kept ?? 0)} kept, {Number(kept?.NotKept ?? 0)} deleted as before.");
        });
        return command;
    }

    /// <summary>Says what came of it.</summary>
    public static async Task<int> ReportAsync(string? refusal, string done)
    {
        if (refusal is null) Console.WriteLine(done);
        else await Console.Error.WriteLineAsync(refusal);
        return refusal is null ? 0 : 1;
    }

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
