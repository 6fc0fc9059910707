using Listening.Application.Access;
using Listening.Application.Triage;
using Listening.Core.Triage;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Application.Tests.Triage;

/// <summary>What can be done with an item where it is: Cases/acts.cases, which needs no programmer to be read.</summary>
public abstract class ActCases(Func<Task<TestDatabase>> database) : TriageTest(database)
{
    private readonly Dictionary<string, int> _accounts = [];

    [AvailableFact]
    public async Task Every_case_comes_out_as_it_is_written()
    {
        _accounts["me"] = await AddAccountAsync(null, StaffRole.Triage, StaffRole.Foi);
        _accounts["colleague"] = await AddAccountAsync(null, StaffRole.Triage);
        _accounts["enforcer"] = await AddAccountAsync(null, StaffRole.Foi);
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Triage", "Cases", "acts.cases"));
        var cases = lines.Where(line => !line.StartsWith('#')).Select(line => line.Split(" | ")).ToList();
        Assert.InRange(cases.Count, 40, 400);
        var items = await ItemsAsync(cases.Count);

        var written = new List<string>();
        var found = new List<string>();
        foreach (var (at, columns) in cases.Index())
        {
            await PutAsync(items[at], columns[0]);
            var done = await ActAsync(ActOf(items[at], columns[1]), $"{_accounts["me"]}");
            written.Add(string.Join(" | ", columns));
            found.Add($"{columns[0]} | {columns[1]} | {(done.Refusal is { } refusal ? $"refused: {Words(refusal)}" : await PlaceAsync(items[at]))}");
            if (done.Refusal is not null) Assert.Equal(columns[0], await PlaceAsync(items[at]));
        }

        Assert.Equal(written, found);
    }

    private async Task PutAsync(long item, string place)
    {
        var (queue, assignee, outcome) = place.Split(", ") is [var name, var owner, var state]
            ? (TriageQueues.Find(name)!.Value, Account(owner), ItemOutcomes.Find(state.Split(' ')[^1]))
            : throw new FormatException(place);
        await using var db = Pipeline.Open();
        await db.TriageItems.Where(row => row.PostId == item).ExecuteUpdateAsync(row => row
            .SetProperty(i => i.Queue, queue).SetProperty(i => i.AssignedTo, assignee).SetProperty(i => i.Outcome, outcome)
            .SetProperty(i => i.State, outcome == null ? ItemState.Open : ItemState.Closed));
    }

    private async Task<string> PlaceAsync(long item)
    {
        var row = await RowAsync(item);
        Assert.Equal(row.State == ItemState.Closed, row.Outcome is not null);
        var owner = row.AssignedTo is { } account ? _accounts.Single(known => known.Value == account).Key : "nobody";
        return $"{row.Queue.Name()}, {owner}, {(row.Outcome is { } outcome ? $"closed as {outcome.Name()}" : "open")}";
    }

    private ItemAct ActOf(long item, string words)
    {
        ItemAct Act(ItemActionKind kind) => new(item, kind, null);
        var last = words.Split(' ')[^1];
        return words switch
        {
            "take" => Act(ItemActionKind.Taken),
            "release" => Act(ItemActionKind.Released),
            "reopen" => Act(ItemActionKind.Reopened),
            "move nowhere" => Act(ItemActionKind.Moved),
            "pass on" => Act(ItemActionKind.PassedOn),
            "hand over" => Act(ItemActionKind.HandedOver),
            "reply" => Act(ItemActionKind.Replied),
            _ when words.StartsWith("give to ", StringComparison.Ordinal) => Act(ItemActionKind.Assigned) with { Assignee = Account(last) },
            _ when words.StartsWith("move to ", StringComparison.Ordinal) => Act(ItemActionKind.Moved) with { Queue = TriageQueues.Find(last) },
            _ when words.StartsWith("close as ", StringComparison.Ordinal) => Act(ItemActionKind.Closed) with { Outcome = ItemOutcomes.Find(last) },
            _ when words.StartsWith("note", StringComparison.Ordinal) => Act(ItemActionKind.Noted) with { Words = words["note".Length..] },
            _ => throw new FormatException(words),
        };
    }

    private int? Account(string name) => name == "nobody" ? null : _accounts[name];

    private static string Words(ActRefusal refusal) => refusal switch
    {
        ActRefusal.StateAlready => "state already",
        ActRefusal.OwnerAlready => "owner already",
        ActRefusal.QueueAlready => "queue already",
        ActRefusal.NotTheirQueue => "not their queue",
        ActRefusal.Incomplete => "incomplete",
        _ => $"{refusal}",
    };
}

public sealed class ActCasesOnSqlite() : ActCases(TestDatabases.SqliteAsync);

[Needs(Peer.PostgreSql)]
public sealed class ActCasesOnPostgreSql() : ActCases(TestDatabases.PostgreSqlAsync);

[Needs(Peer.SqlServer)]
public sealed class ActCasesOnSqlServer() : ActCases(TestDatabases.SqlServerAsync);
