namespace Listening.Application.Collection;

/// <summary>Reads how the configured sources and their saved searches are doing, for people.</summary>
public interface ISourceReader
{
    /// <summary>Every configured source by name, with its saved searches by name.</summary>
    Task<IReadOnlyList<SourceStatus>> ListAsync(CancellationToken ct);
}
