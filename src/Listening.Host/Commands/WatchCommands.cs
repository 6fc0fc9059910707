using System.CommandLine;
using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Watches;

namespace Listening.Host.Commands;

/// <summary><c>listening watch</c>: asks for watches of individuals' accounts, lists and ends them. They are decided by an authoriser who is signed in.</summary>
internal static class WatchCommands
{
    public static Command Build(Option<FileInfo?> config) =>
        new("watch", "Watch a person's account for a time: an authoriser who is signed in allows it on the page Watches.") { BuildList(config), BuildAsk(config), BuildEnd(config) };

    private static Command BuildList(Option<FileInfo?> config)
    {
        var command = new Command("list", "List the watches.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            foreach (var watch in await session.Get<WatchReader>().ListAsync(cancellationToken))
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{watch.Watch.Id,-4} {StateOf(watch),-36} {watch.Search,-24} {watch.Attention.Captures} stored, {watch.Attention.Views} opened"));
            }

            return 0;
        });
        return command;
    }

    private static Command BuildAsk(Option<FileInfo?> config)
    {
        var search = new Argument<string>("SEARCH") { Description = "The saved search that is to watch." };
        var necessity = new Option<string>("--necessity") { Description = "What it is for, and why nothing less would do, in whole sentences.", Required = true };
        var proportionality = new Option<string>("--proportionality") { Description = "How far it goes, and why what is gained outweighs that, in whole sentences.", Required = true };
        var why = HoldCommands.Why();
        var command = new Command("ask", "Ask for a watch, or its renewal. It allows nothing before an authoriser who is signed in has decided.") { search, necessity, proportionality, why };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(why)!);
            var draft = new WatchDraft(parsed.GetValue(search)!, parsed.GetValue(necessity)!, parsed.GetValue(proportionality)!);
            return await ReportAsync(await session.Get<WatchService>().AskAsync(draft, operation, cancellationToken), "is asked for; an authoriser decides it on the page Watches");
        });
        return command;
    }

    private static Command BuildEnd(Option<FileInfo?> config)
    {
        var id = new Argument<int>("ID") { Description = "The watch's number." };
        var why = HoldCommands.Why();
        var command = new Command("end", "End a watch before its time, or withdraw one that was asked for.") { id, why };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var operation = OperationContext.Console(session.Get<TimeProvider>(), parsed.GetValue(why)!);
            return await ReportAsync(await session.Get<WatchService>().EndAsync(parsed.GetValue(id), operation, cancellationToken), "is ended");
        });
        return command;
    }

    private static async Task<int> ReportAsync(WatchResult result, string done)
    {
        if (result.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return 1;
        }

        Console.WriteLine($"Watch {result.WatchId!.Value.ToString(CultureInfo.InvariantCulture)} {done}.");
        return 0;
    }

    private static string StateOf(WatchSummary watch) => watch.Standing switch
    {
        WatchStanding.Asked => "waits for a decision",
        WatchStanding.Allowed => $"allowed until {RetentionCommands.At(watch.Watch.ExpiresAt!.Value)}",
        WatchStanding.Refused => "refused",
        WatchStanding.Expired => $"expired {RetentionCommands.At(watch.Watch.ExpiresAt!.Value)}",
        _ => "ended",
    };
}
