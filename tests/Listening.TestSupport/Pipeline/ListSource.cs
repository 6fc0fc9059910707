using System.Globalization;
using Listening.Core.Outgoing;
using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.TestSupport.Pipeline;

/// <summary>A source that a test writes: a list of pages, read one after the other; the cursor is the number of pages read.</summary>
public sealed class ListSource(string name, TimeProvider time, bool readsEverything = true) : ISourceConnector, IReplyWriter
{
    private readonly List<SourcePage> _pages = [];

    /// <inheritdoc/>
    public string Kind => "list";

    /// <inheritdoc/>
    public bool ReadsEverything => readsEverything;

    /// <summary>When set, the next read gives this instead of a page, once.</summary>
    public Func<SourceRead>? Instead { get; set; }

    /// <summary>Called with the number of a page, from 0, before it is given.</summary>
    public Func<int, Task> BeforePage { get; set; } = _ => Task.CompletedTask;

    /// <summary>What was asked, in order.</summary>
    public List<(SourceRequest Request, string? Cursor)> Asked { get; } = [];

    /// <inheritdoc/>
    /// <remarks>Set it before anything asks for the sources that can be answered.</remarks>
    public bool MayReply { get; set; }

    /// <summary>Replies that were sent, in order.</summary>
    public List<ReplyRequest> Replies { get; } = [];

    /// <summary>Adds a page of posts.</summary>
    public void Add(params Post[] posts) => _pages.Add(new SourcePage { Posts = posts });

    /// <summary>Adds a page that says that posts are gone.</summary>
    public void AddDeleted(params string[] ids) => _pages.Add(new SourcePage { Deleted = ids });

    /// <summary>Adds a page as it is; its cursor and whether there is more are set when it is read.</summary>
    public void AddPage(SourcePage page) => _pages.Add(page);

    /// <inheritdoc/>
    public ReplyLength Measure(string text) => new(text.Length, 300, text.Length <= 300);

    /// <inheritdoc/>
    public Task<SendOutcome> ReplyAsync(ReplyRequest request, CancellationToken cancellationToken)
    {
        lock (Replies) Replies.Add(request);
        return Task.FromResult(SendOutcome.Sent($"https://social.example/replies/{request.MessageId}"));
    }

    /// <inheritdoc/>
    public SourceQuestion Explain(SourceRequest request) => SourceQuestion.Everything("The whole list.");

    /// <inheritdoc/>
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        lock (Asked) Asked.Add((request, cursor));
        if (Instead is { } other)
        {
            Instead = null;
            return other();
        }

        var at = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        if (at >= _pages.Count) return SourceRead.Of(new SourcePage { Cursor = cursor });
        await BeforePage(at);
        var now = time.GetUtcNow().UtcDateTime;
        return SourceRead.Of(_pages[at] with
        {
            Posts = [.. _pages[at].Posts.Select(post => post with { Source = name, CollectedAt = now })],
            Cursor = (at + 1).ToString(CultureInfo.InvariantCulture),
            HasMore = at + 1 < _pages.Count,
        });
    }
}
