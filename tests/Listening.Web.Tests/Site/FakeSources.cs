using Listening.Application.Collection;

namespace Listening.Web.Tests.Site;

/// <summary>Sources in memory.</summary>
internal sealed class FakeSources : ISourceReader
{
    public List<SourceStatus> Sources { get; } = [];

    /// <summary>Thrown instead of an answer when set.</summary>
    public Exception? Broken { get; set; }

    public Task<IReadOnlyList<SourceStatus>> ListAsync(CancellationToken ct) =>
        Broken is { } broken ? Task.FromException<IReadOnlyList<SourceStatus>>(broken) : Task.FromResult<IReadOnlyList<SourceStatus>>(Sources);
}
