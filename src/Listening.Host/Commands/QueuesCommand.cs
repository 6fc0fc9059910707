using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Listening.Application.Triage;
using Listening.Core.Triage;

namespace Listening.Host.Commands;

/// <summary><c>listening queues</c>: how many items wait in each queue.</summary>
internal static class QueuesCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var json = new Option<bool>("--json") { Description = "As one JSON object, queue name to number of items." };
        var command = new Command("queues", "Show how many items wait in each queue.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var queues = await session.Get<ITriageReader>().SummariseAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(queues.ToDictionary(queue => queue.Queue.Name(), queue => queue.Open)));
                return 0;
            }

            foreach (var queue in queues)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{queue.Queue.Name(),-20} {queue.Open,8}"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"all",-20} {queues.Sum(queue => queue.Open),8}"));
            return 0;
        });
        return command;
    }
}
