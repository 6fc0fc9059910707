using Listening.Application.Sources;
using Listening.Core.Posts;
using Listening.Core.Sources;
using Listening.TestSupport.Pipeline;

namespace Listening.Application.Tests.Sources;

/// <summary>A source named <c>square</c> as a platform is: asked by permission, on a budget, and again for what it gave.</summary>
internal sealed class PlatformSource(ListSource pages, SourceMeter meter) : ISourceConnector, IUpstreamCheck
{
    public const string Name = "square";

    public string Kind => "square";

    public bool ReadsEverything => false;

    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromHours(6);

    public int CheckBatch => 2;

    /// <summary>What every read costs.</summary>
    public SourceCharge Price { get; set; } = new(Calls: 1);

    /// <summary>Ids that were asked about, in order.</summary>
    public List<string> Checked { get; } = [];

    /// <summary>Answers for posts; those not in it are as they were.</summary>
    public Dictionary<string, Post?> Upstream { get; } = new(StringComparer.Ordinal);

    /// <summary>Given instead of the next answer when set.</summary>
    public SourceFailure? Failure { get; set; }

    public SourceQuestion Explain(SourceRequest request) => pages.Explain(request);

    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken) =>
        meter.Take(Price) is { } refusal ? new SourceRead(null, refusal) : await pages.ReadAsync(request, cursor, cancellationToken);

    public Task<UpstreamRead> CheckAsync(IReadOnlyList<Post> posts, CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
        {
            Failure = null;
            return Task.FromResult(UpstreamRead.Failed(failure));
        }

        Checked.AddRange(posts.Select(post => post.Id));
        var known = posts.Where(post => Upstream.ContainsKey(post.Id)).ToList();
        return Task.FromResult(new UpstreamRead
        {
            Gone = [.. known.Where(post => Upstream[post.Id] is null).Select(post => post.Id)],
            Changed = [.. known.Select(post => Upstream[post.Id]).OfType<Post>()],
        });
    }
}
