using System.CommandLine;
using System.Globalization;
using Listening.Application.People;

namespace Listening.Host.Commands;

/// <summary><c>listening person counts</c>: how many asked in a year, for the annual report.</summary>
internal static class PersonCountsCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var year = new Option<int?>("--year") { Description = "The calendar year; without it this one." };
        var command = new Command("counts", "Count a year's requests by kind, for the annual report.") { year };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(year) is < 2000 or > 2999)
            {
                await Console.Error.WriteLineAsync("--year is a year of four digits, for example 2026.");
                return ListeningCommand.Unusable;
            }

            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var counts = await session.Get<IPersonService>().CountAsync(
                parsed.GetValue(year) ?? session.Get<TimeProvider>().GetUtcNow().Year, cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts.Year,-12} {"requests",10} {"found",10} {"deleted",10}"));
            foreach (var kind in counts.Kinds)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{PersonCommands.NameOf(kind.Kind),-12} {kind.Requests,10} {kind.Found,10} {kind.Deleted,10}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Objections remembered now: {counts.Objections}."));
            return 0;
        });
        return command;
    }
}
