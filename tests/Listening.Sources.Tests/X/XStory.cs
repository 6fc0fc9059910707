using System.Globalization;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.Sources.Http;
using Listening.Sources.X;
using Listening.TestSupport;

namespace Listening.Sources.Tests.X;

/// <summary>What happens upstream and here, step by step, and what is kept in the end.</summary>
internal sealed class XStory : IDisposable
{
    private readonly ManualTimeProvider time = new(ScriptedX.Noon);
    private readonly XOptions options;
    private readonly HttpClient http;
    private readonly SearchKind kind;
    private readonly Dictionary<string, Post> kept = new(StringComparer.Ordinal);
    private XConnector connector;
    private string? cursor;
    private int written;

    public XStory(ScriptedServer server, SearchKind kind, int pageSize, bool givesNewest)
    {
        Upstream = new FakeX(time) { GivesNewest = givesNewest };
        server.Otherwise = Upstream.AnswerAsync;
        this.kind = kind;
        options = new XOptions { Service = server.Address, BearerToken = "t", AllowPrivateAddresses = true, PageSize = pageSize, LookBack = TimeSpan.FromDays(5), RequestsInReserve = 0 };
        http = GuardedHttp.CreateClient(options.Http with { MaximumRetries = 0 }, time);
        connector = Connect();
    }

    public FakeX Upstream { get; }

    public IReadOnlyDictionary<string, Post> Kept => kept;

    /// <summary>One step: something upstream, a page read here, a page lost before it was saved, or a restart.</summary>
    public void Do(int step, int which)
    {
        switch (step)
        {
            case 0 or 1: Upstream.Write(Words("privacy")); break;
            // X lets nobody edit an answer to somebody else.
            case 2 when Any(which) is { Answered: null } post: Upstream.Edit(post, Words(which % 3 == 0 && kind == SearchKind.Keywords ? "something else" : "privacy")); break;
            // Comments are deleted at the end only: one deleted and one written between two looks leave the number of replies as it was.
            case 3 when Any(which) is { } post && (kind == SearchKind.Keywords || post.Answered is null): post.IsDeleted = true; break;
            case 4 when kind == SearchKind.AccountWithComments && Root(which) is { } root: Upstream.Write(Words("a comment"), root); break;
            case 5: time.Advance(TimeSpan.FromSeconds(1 + (which * 97 % 3600))); break;
            case 6: Restart(); break;
            case 7: Read(isSaved: false); break;
            default: Read(isSaved: true); break;
        }
    }

    /// <summary>Reads to the end without interruption, a whole run more, and looks at everything again.</summary>
    public void End()
    {
        while (Read(isSaved: true)) { }
        time.Advance(TimeSpan.FromMinutes(1));
        while (Read(isSaved: true)) { }
        foreach (var comment in Upstream.Posts.Where((post, number) => post.Answered is not null && number % 3 == 0)) comment.IsDeleted = true;
        foreach (var batch in kept.Values.Chunk(connector.CheckBatch)) Check(batch);
    }

    public void Dispose()
    {
        connector.Dispose();
        http.Dispose();
    }

    private bool Read(bool isSaved)
    {
        var read = ScriptedX.ReadAsync(connector, kind, cursor).GetAwaiter().GetResult();
        var page = read.Page ?? throw new InvalidOperationException(read.Failure!.Message);
        if (page.PossibleGap || page.Malformed > 0) throw new InvalidOperationException("Nothing was missed, and nothing is malformed.");
        if (!isSaved) return page.HasMore;
        foreach (var post in page.Posts) kept[post.Id] = post;
        cursor = page.Cursor;
        return page.HasMore;
    }

    private void Check(Post[] batch)
    {
        var read = connector.CheckAsync(batch, CancellationToken.None).GetAwaiter().GetResult();
        if (read.Failure is { } failure) throw new InvalidOperationException(failure.Message);
        foreach (var id in read.Gone) kept.Remove(id);
        foreach (var post in read.Changed) kept[post.Id] = post;
    }

    private void Restart()
    {
        connector.Dispose();
        connector = Connect();
    }

    private XConnector Connect() => new("x", options, new MemorySecrets(), http, time);

    private FakePost? Any(int which) => Upstream.Posts.Count == 0 ? null : Upstream.Posts[which % Upstream.Posts.Count];

    private FakePost? Root(int which) => Upstream.Posts.Where(post => post is { Answered: null, IsDeleted: false }).ToList() is { Count: > 0 } roots ? roots[which % roots.Count] : null;

    private string Words(string about) => string.Create(CultureInfo.InvariantCulture, $"{about}, number {written++}");
}
