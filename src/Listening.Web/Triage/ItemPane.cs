using System.Globalization;
using Listening.Application.Foi;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Core.Retention;
using Listening.Core.Triage;

namespace Listening.Web.Triage;

/// <summary>One item with all that a page shows of it.</summary>
public sealed record ItemPane
{
    /// <summary>The item.</summary>
    public required ItemView Item { get; init; }

    /// <summary>When it is deleted and why; null when that is not known.</summary>
    public required LimitExplanation? Why { get; init; }

    /// <summary>What was done with it, oldest first.</summary>
    public required IReadOnlyList<ItemEvent> History { get; init; }

    /// <summary>What was sent because of it, newest first.</summary>
    public required IReadOnlyList<SendingView> Sendings { get; init; }

    /// <summary>The meetings ahead.</summary>
    public required IReadOnlyList<MeetingRow> Meetings { get; init; }

    /// <summary>Posts of the same thread, and posts that say nearly the same.</summary>
    public required RelatedItems Related { get; init; }

    /// <summary>The public authorities that were recognised in it and what it says of them; null when nothing was.</summary>
    public ItemAuthorities? Authorities { get; init; }

    /// <summary>Names of the team's accounts by number.</summary>
    public required IReadOnlyDictionary<int, string> Team { get; init; }

    /// <summary>Number of the account that looks at it.</summary>
    public required int Account { get; init; }

    /// <summary>Where its forms are sent to.</summary>
    public required string Address { get; init; }

    /// <summary>Why the last thing was not done, in words; null when it was.</summary>
    public string? Refusal { get; init; }

    /// <summary>A note that was typed and not written yet.</summary>
    public string? Note { get; init; }

    /// <summary>The item to open when this one is done; null when it is the last of its page.</summary>
    public long? NextId { get; init; }

    /// <summary>Why it cannot be kept for a meeting; null when it can.</summary>
    public string? NotForMeetings =>
        Item.Queue == TriageQueue.Noise ? "Noise is not kept for a meeting."
        : Why?.Post.Rule == RetentionRule.Platform ? "It cannot be kept for a meeting: its platform sets the limit."
        : null;

    /// <summary>What an account is called: by its name within the team, else by what it is.</summary>
    public string NameOf(string actor) =>
        int.TryParse(actor, NumberStyles.None, CultureInfo.InvariantCulture, out var account) ? NameOf(account) : actor.StartsWith("token:", StringComparison.Ordinal) ? "a program" : $"the {actor}";

    /// <summary>What an account is called.</summary>
    public string NameOf(int account) => account == Account ? "you" : Team.GetValueOrDefault(account, "somebody of another team");
}
