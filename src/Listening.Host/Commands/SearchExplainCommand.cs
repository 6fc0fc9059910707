using System.CommandLine;
using Listening.Application.Collection;
using Listening.Application.Searches;
using Listening.Core.Querying;

namespace Listening.Host.Commands;

/// <summary><c>listening search explain</c>: what each platform is asked for a search, and what is decided here.</summary>
internal static class SearchExplainCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var name = new Argument<string>("NAME") { Description = "The search's name." };
        var command = new Command("explain", "Print what each platform is asked for a saved search and what is decided locally. Asks no platform.") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var search = (await session.Get<SearchService>().ListAsync(cancellationToken)).FirstOrDefault(search => search.Name == parsed.GetValue(name));
            if (search is null)
            {
                await Console.Error.WriteLineAsync($"There is no search named {parsed.GetValue(name)}. `listening search list` shows those there are.");
                return 1;
            }

            Console.WriteLine($"query    {search.Query}");
            Console.WriteLine($"looks    {search.Kind}{(search.Target is null ? "" : $" {search.Target}")}");
            var sources = session.Get<SourceCatalog>();
            var questions = session.Get<SearchExplanations>().Explain(search.Kind, Query.Parse(search.Query).Query!, search.Target, search.Sources.Select(link => sources.ById.GetValueOrDefault(link.SourceId)?.Name ?? ""));
            foreach (var (source, question) in questions)
            {
                Console.WriteLine();
                Console.WriteLine($"source   {source.Name} ({source.Connector.Kind})");
                if (question.Refusal is not null) Console.WriteLine($"cannot   {question.Refusal}");
                foreach (var asked in question.Asked) Console.WriteLine($"asked    {asked}");
                foreach (var local in question.Local) Console.WriteLine($"local    {local}");
            }

            return 0;
        });
        return command;
    }
}
