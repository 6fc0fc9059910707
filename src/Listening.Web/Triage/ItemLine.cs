using Listening.Application.Triage;
using Listening.Web.Pages.Queues;

namespace Listening.Web.Triage;

/// <summary>An item in a list.</summary>
/// <param name="Item">The item.</param>
/// <param name="List">Address of the list it stands in.</param>
/// <param name="Team">Names of the team's accounts by number.</param>
/// <param name="Account">Number of the account that looks at it.</param>
public sealed record ItemLine(ItemView Item, QueueAddress List, IReadOnlyDictionary<int, string> Team, int Account)
{
    /// <summary>True when it is the one that is open.</summary>
    public bool IsOpen => List.Item == Item.Id;

    /// <summary>Address of the list with this item open.</summary>
    public string Address => (List with { Item = Item.Id }).ToString();

    /// <summary>Who has it; null when nobody has.</summary>
    public string? Owner => Item.AssignedTo is not { } account ? null : account == Account ? "you" : Team.GetValueOrDefault(account, "another team");

    /// <summary>An address with the name of the handler that a form is for.</summary>
    public static string Handler(string address, string name) => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={name}";
}
