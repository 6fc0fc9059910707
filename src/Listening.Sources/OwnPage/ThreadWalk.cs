using Listening.Core.Sources;

namespace Listening.Sources.OwnPage;

/// <summary>Reads the comments of the threads that have changed, as many pages as one read may have.</summary>
/// <param name="page">The page.</param>
/// <param name="limits">Limits.</param>
/// <param name="notes">Tells which threads have changed.</param>
/// <param name="found">Takes what is found.</param>
/// <param name="drain">Where the reading stands.</param>
internal sealed class ThreadWalk(IOwnPage page, PageLimits limits, PageNotes notes, PageFindings found, PageDrain drain)
{
    private int read;

    /// <summary>Why the walk broke off; null when it did not, or only because enough was read.</summary>
    public SourceFailure? Failure { get; private set; }

    /// <summary>Where it broke off, or stands at the end.</summary>
    public PageDrain Drain { get; private set; } = drain;

    /// <summary>Walks a thread.</summary>
    /// <returns>True at its end; false when it is to be gone on with in another read.</returns>
    public async Task<bool> WalkAsync(PageThread thread, CancellationToken cancellationToken)
    {
        var mark = notes.MarkOf(thread.Id);
        if (Drain.Thread != mark) Drain = Drain with { Thread = mark, ThreadComments = thread.Comments, ThreadToken = null, ThreadPages = 0 };
        do
        {
            if (await AskAsync(thread, Drain.ThreadToken, cancellationToken) is not { } comments) return false;
            foreach (var below in comments.Below.Where(notes.IsToBeWalked))
            {
                if (!await WalkBelowAsync(below, cancellationToken)) return false;
            }

            Drain = Drain with { ThreadToken = comments.Next, ThreadPages = Drain.ThreadPages + 1 };
        }
        while (GoesOn());

        notes.NoteWalked(thread with { Comments = Drain.ThreadComments });
        Drain = Drain with { Thread = null, ThreadComments = 0, ThreadPages = 0 };
        return true;

        bool GoesOn()
        {
            if (Drain.ThreadToken is null) return false;
            if (Drain.ThreadPages < limits.MaximumPages) return true;
            (Drain, found.PossibleGap) = (Drain with { ThreadToken = null }, true);
            return false;
        }
    }

    // Answers to a comment are few: they are read to their end or not at all.
    private async Task<bool> WalkBelowAsync(PageThread below, CancellationToken cancellationToken)
    {
        string? token = null;
        for (var pages = 0; pages == 0 || token is not null; pages++)
        {
            if (pages == limits.MaximumPages)
            {
                found.PossibleGap = true;
                break;
            }

            if (await AskAsync(below, token, cancellationToken, isBelow: true) is not { } answers) return false;
            token = answers.Next;
        }

        notes.NoteWalked(below);
        return true;
    }

    private async Task<PageComments?> AskAsync(PageThread thread, string? token, CancellationToken cancellationToken, bool isBelow = false)
    {
        // A page of comments and the answers under one of them always find room, or the reading would stand still.
        if (read >= limits.PagesPerRead && (notes.HasMoved || !isBelow)) return null;
        var comments = await page.WalkAsync(thread, token, notes.MarkOf, cancellationToken);
        if (comments.IsTokenRefused && token is not null)
        {
            // Begun again: what was read already is only read twice.
            if (!isBelow) Drain = Drain with { ThreadToken = null };
            comments = await page.WalkAsync(thread, null, notes.MarkOf, cancellationToken);
        }

        read++;
        Failure = comments.Failure;
        if (Failure is not null) return null;
        found.Add(thread, comments);
        return comments;
    }
}
