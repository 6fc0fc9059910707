using Listening.Application.Collection;

namespace Listening.Web.Tests.Site;

/// <summary>Sources in memory.</summary>
internal sealed class FakeSources : ISourceReader
{
    public List<SourceStatus> Sources { get; } = [];

    public Task<IReadOnlyList<SourceStatus>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<SourceStatus>>(Sources);
}
