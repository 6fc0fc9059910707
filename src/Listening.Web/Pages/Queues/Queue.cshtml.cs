using Listening.Application.Auditing;
using Listening.Application.Triage;
using Listening.Core.Querying;
using Listening.Core.Triage;
using Listening.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages.Queues;

/// <summary>One queue, newest first, a page at a time; of noise only a sample.</summary>
public sealed class QueueModel(ITriageReader triage, ViewLog views) : PageModel
{
    private const int PageSize = 25;

    /// <summary>The queue shown.</summary>
    public TriageQueue Queue { get; private set; }

    /// <summary>All queues, for the tabs.</summary>
    public IReadOnlyList<QueueSummary> Queues { get; private set; } = [];

    /// <summary>The items; empty when the search words were not understood.</summary>
    public ItemPage Items { get; private set; } = new([], null, 0);

    /// <summary>The search words as typed; null when there are none.</summary>
    public string? Text { get; private set; }

    /// <summary>Why the search words cannot be understood; null when they can.</summary>
    public QueryError? Error { get; private set; }

    /// <summary>True when this is not the first page.</summary>
    public bool IsLater { get; private set; }

    /// <summary>True when what is shown is a random sample.</summary>
    public bool IsSample => Queue == TriageQueue.Noise;

    /// <summary>Shows the page.</summary>
    /// <param name="queue">The queue's name in addresses; an unknown one is not found.</param>
    /// <param name="q">Search words in the query language.</param>
    /// <param name="before">Only items below this id; anything but a positive number is refused.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<IActionResult> OnGetAsync(string queue, string? q, long? before, CancellationToken ct)
    {
        if (TriageQueues.Find(queue) is not { } found) return NotFound();
        if (!ModelState.IsValid || before <= 0) return BadRequest();

        Queue = found;
        Queues = await triage.SummariseAsync(ct);
        Text = IsSample || string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        IsLater = before is not null && !IsSample;
        var parsed = Text is null ? null : Query.Parse(Text);
        Error = parsed?.Error;
        if (Error is null)
            Items = await triage.ListAsync(new ItemFilter(Queue, IsSample ? null : before, PageSize, parsed?.Query, IsSample), ct);
        // First the entry, then the texts: without it nothing is shown.
        await views.ItemsAsync(User.Account(), Queue, Items.Items.Count, ct);
        return Page();
    }

    /// <summary>Address of this queue with the same search words.</summary>
    /// <param name="before">Where to go on; null for the newest.</param>
    public string Address(long? before = null)
    {
        var words = Text is null ? null : $"q={Uri.EscapeDataString(Text)}";
        var place = before is null ? null : FormattableString.Invariant($"before={before}");
        var query = string.Join('&', new[] { words, place }.OfType<string>());
        return $"/queues/{Queue.Name()}{(query.Length == 0 ? "" : $"?{query}")}";
    }
}
