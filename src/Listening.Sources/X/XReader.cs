using Listening.Core.Sources;
using Listening.Sources.Http;

namespace Listening.Sources.X;

/// <summary>Reads the next page of a search.</summary>
internal sealed class XReader(XOptions options, XClient client, XPosts posts, TimeProvider time)
{
    private readonly XAccounts accounts = new(client, time);
    private readonly XThreads threads = new();
    private readonly XBounds bounds = new(options);
    private readonly XPaging paging = new(options);

    /// <summary>Finds the id of a username.</summary>
    public XAccounts Accounts => accounts;

    /// <summary>As <see cref="ISourceConnector.ReadAsync"/>.</summary>
    public async Task<SourceRead> ReadAsync(SourceRequest search, string? cursor, CancellationToken cancellationToken)
    {
        var (requests, refusal) = XRequests.Of(search, options);
        if (refusal is not null) return new SourceRead(null, refusal);
        var saved = XCursor.Read(cursor);
        var run = new XRun(options, threads, requests, search, saved ?? new XCursor(), time.GetUtcNow().UtcDateTime);
        var (page, gap, failure) = run.Drain.Listed ? await WalkAsync(run, cancellationToken) : await ListAsync(run, cancellationToken);
        if (failure is not null) return new SourceRead(null, failure);
        return SourceRead.Of(new SourcePage
        {
            Posts = page?.Posts ?? [],
            Malformed = page?.Malformed ?? 0,
            Cursor = run.Saved.Write(),
            HasMore = run.Saved.Drain is not null,
            PossibleGap = gap || saved is null,
        });
    }

    private async Task<(XPage? Page, bool Gap, SourceFailure? Failure)> ListAsync(XRun run, CancellationToken cancellationToken)
    {
        var (now, request, drain) = (time.GetUtcNow().UtcDateTime, run.Request, run.Drain);
        var (pages, passed) = drain.Pages is null
            ? bounds.Begin(request, run.Cursor, drain.Part, drain.Started, now)
            : bounds.Keep(request, drain.Pages, now);
        var answer = await AskAsync(request, pages, cancellationToken);
        if (IsTokenRefused(answer, pages))
        {
            var (again, isOver) = XPaging.AfterRefusal(pages);
            if (isOver)
            {
                run.NoteThreads(pages.Read, isLast: true, page: null);
                run.EndPages(again);
            }
            else
            {
                run.GoOn(again);
            }

            return (null, passed || isOver, null);
        }

        if (answer.Status == 400 && pages.Since is not null && XProblems.Names(answer.Body, "since_id"))
        {
            var (byTime, missed) = bounds.ByTime(request, run.Cursor, drain.Part, drain.Started, now);
            run.GoOn(byTime);
            return (null, passed || missed, null);
        }

        var (page, failure) = Read(answer);
        if (page is null) return (null, false, failure);
        var (after, isLast, gap) = paging.After(request, pages, page);
        run.NoteThreads(pages.Read, isLast, page);
        if (isLast) run.EndPages(after);
        else run.GoOn(after);
        return (page, passed || gap, null);
    }

    private async Task<(XPage? Page, bool Gap, SourceFailure? Failure)> WalkAsync(XRun run, CancellationToken cancellationToken)
    {
        var (walks, walk) = (run.Walks, run.Drain.Walk!);
        var request = XRequest.Conversation(walks.Thread.Conversation);
        var answer = await AskAsync(request, walk.Pages, cancellationToken);
        if (IsTokenRefused(answer, walk.Pages))
        {
            var (again, isOver) = XPaging.AfterRefusal(walk.Pages);
            // What was found before is found again.
            if (isOver) walks.End(walk.Found);
            else walks.GoOn(again, found: 0);
            return (null, isOver, null);
        }

        var (page, failure) = Read(answer);
        if (page is null) return (null, false, failure);
        var (after, isLast, gap) = paging.After(request, walk.Pages, page);
        var found = walk.Found + page.Posts.Count(post => post.ReplyTo is { } answered && walks.Thread.Versions.Contains(answered));
        if (isLast) walks.End(found);
        else walks.GoOn(after, found);
        return (page, gap, null);
    }

    private async Task<ApiAnswer> AskAsync(XRequest request, XPages pages, CancellationToken cancellationToken)
    {
        string? id = null;
        if (request.Username is { } username)
        {
            (id, var failure) = await accounts.FindAsync(username, cancellationToken);
            if (id is null) return new ApiAnswer($"GET {request.Method}") { Failure = failure };
        }

        return await client.GetAsync(request.Method, id, request.Page(pages, options.PageSize), cancellationToken);
    }

    private (XPage? Page, SourceFailure? Failure) Read(ApiAnswer answer) =>
        answer.Failure is not null ? (null, answer.Failure) : XPage.Read(answer, posts, time.GetUtcNow().UtcDateTime);

    private static bool IsTokenRefused(ApiAnswer answer, XPages pages) => answer.Status == 400 && pages.Token is not null;
}
