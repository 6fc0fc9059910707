using System.CommandLine;
using System.Globalization;
using Listening.Application.Collection;
using Listening.Application.Sources;

namespace Listening.Host.Commands;

/// <summary><c>listening source list</c> and <c>show</c>: how sources are doing, what they used up and what they may.</summary>
internal static class SourceShowCommands
{
    public static Command BuildList(Option<FileInfo?> config)
    {
        var command = new Command("list", "List the configured sources and how they are doing.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            foreach (var source in await session.Get<ISourceReader>().ListAsync(cancellationToken))
            {
                Console.WriteLine(
                    $"{source.Source,-24} {source.Kind,-16} {NameOf(source.State),-8} {(source.LastSuccessAt is { } read ? $"read {RetentionCommands.At(read)}" : "never read")}{(source.Problem is null ? "" : $"; {source.Problem}")}");
            }

            return 0;
        });
        return command;
    }

    public static Command BuildShow(Option<FileInfo?> config)
    {
        var name = new Argument<string>("NAME") { Description = "The source's name in the configuration." };
        var command = new Command("show", "Show one source: its state, permission, what it used up today and what it may.") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var all = await session.Get<ISourceReader>().ListAsync(cancellationToken);
            if (all.FirstOrDefault(source => source.Source == parsed.GetValue(name)) is not { } source)
            {
                await Console.Error.WriteLineAsync($"No source named {parsed.GetValue(name)} is configured; there is {string.Join(", ", all.Select(known => known.Source))}.");
                return 1;
            }

            foreach (var line in Lines(source)) Console.WriteLine(line);
            return 0;
        });
        return command;
    }

    /// <summary>The state in a word.</summary>
    public static string NameOf(SourceState state) => state.ToString().ToLowerInvariant();

    private static IEnumerable<string> Lines(SourceStatus source)
    {
        yield return $"source      {source.Source} ({source.Kind})";
        yield return $"state       {NameOf(source.State)}{(source.Problem is null ? "" : $": {source.Problem}")}";
        if (source.RetryAt is { } retry) yield return $"goes on     {RetentionCommands.At(retry)}";
        yield return $"last read   {Moment(source.LastSuccessAt)}";
        yield return $"newest post {Moment(source.NewestAt)}";
        yield return $"next run    {Moment(source.NextDueAt)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"last day    {source.Runs} runs, {source.FailedRuns} failed, {source.Gaps} after which posts may have been missed");
        if (source.IsChecked) yield return $"re-check    {(source.CheckedAt is { } at ? $"every held post was looked at again since {RetentionCommands.At(at)}" : "not done yet")}";
        foreach (var budget in source.Budgets) yield return $"used today  {BudgetLine.Of(budget)}";
        if (!source.NeedsPermission) yield break;
        if (source.Permission is not { } permission)
        {
            yield return "permission  none recorded";
            yield break;
        }

        yield return $"terms       {permission.Terms}, read on {permission.TermsReadOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        yield return $"approval    {permission.Approval}";
        yield return $"use         {permission.PermittedUse}";
        yield return $"recorded    {RetentionCommands.At(permission.RecordedAt)}";
    }

    private static string Moment(DateTime? time) => time is { } at ? RetentionCommands.At(at) : "never";
}
