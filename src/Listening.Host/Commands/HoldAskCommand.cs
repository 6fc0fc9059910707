using System.CommandLine;
using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Holds;
using Listening.Application.Storage;

namespace Listening.Host.Commands;

/// <summary><c>listening hold ask</c>: asks for a hold, or shows what it would keep.</summary>
internal static class HoldAskCommand
{
    private const int UsualDays = 30;

    public static Command Build(Option<FileInfo?> config)
    {
        var kind = new Option<HoldReason>("--for") { Description = "Why the posts must not be deleted.", Required = true };
        var reference = new Option<string>("--reference") { Description = "The case's reference, such as IC-123456; never a name.", Required = true };
        var items = new Option<long[]>("--item") { Description = "An item's number; can be given several times." };
        var author = new Option<string?>("--author") { Description = "An author's handle; only its keyed hash is kept." };
        var search = new Option<string?>("--search") { Description = "A saved search: what it found and finds." };
        var from = new Option<DateTime?>("--from") { Description = "Only what was collected from this day on, UTC.", HelpName = "2026-11-20" };
        var to = new Option<DateTime?>("--to") { Description = "Only what was collected before this day, UTC.", HelpName = "2026-11-25" };
        var days = new Option<int>("--days") { Description = "Days until it lifts itself.", DefaultValueFactory = _ => UsualDays };
        var preview = new Option<bool>("--preview") { Description = "Only say what it would keep." };
        var why = HoldCommands.Why();
        var command = new Command("ask", "Ask for a hold. It keeps nothing before somebody else approves it.") { kind, reference, items, author, search, from, to, days, preview, why };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(why)!);
            var draft = new HoldDraft
            {
                Reason = parsed.GetValue(kind),
                Reference = parsed.GetValue(reference)!,
                Items = parsed.GetValue(items) ?? [],
                Author = parsed.GetValue(author),
                Search = parsed.GetValue(search),
                From = Utc(parsed.GetValue(from)),
                To = Utc(parsed.GetValue(to)),
                EndsAt = operation.At.AddDays(Math.Clamp(parsed.GetValue(days), 0, 10_000)),
            };
            var holds = session.Get<HoldService>();
            var (kept, refusal) = await holds.PreviewAsync(draft, cancellationToken);
            if (kept is null) return await HoldCommands.ReportAsync(HoldResult.Refused(refusal!), "");
            Console.WriteLine(Describe(kept));
            return parsed.GetValue(preview)
                ? 0
                : await HoldCommands.ReportAsync(await holds.AskAsync(draft, operation, cancellationToken), "is asked for; somebody else approves it on the page Holds");
        });
        return command;
    }

    private static string Describe(HoldPreview preview)
    {
        var first = preview.FirstDueAt is { } due ? $", the first due on {RetentionCommands.At(due)}" : "";
        var conflict = preview.BeyondPlatform == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {preview.BeyondPlatform} of them have to be deleted earlier by their platform's terms: the hold wins, and that is recorded.");
        return string.Create(CultureInfo.InvariantCulture, $"In its scope are {preview.Posts} posts{first}.{conflict}");
    }

    private static DateTime? Utc(DateTime? day) => day is { } value ? DateTime.SpecifyKind(value, DateTimeKind.Utc) : null;
}
