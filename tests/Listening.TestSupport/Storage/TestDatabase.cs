using Microsoft.Extensions.DependencyInjection;

namespace Listening.TestSupport.Storage;

/// <summary>A new, empty database of one provider for one test.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Provider name as in the configuration.</summary>
    public abstract string Provider { get; }

    /// <summary>Connection string of the database.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>Folder in which the provider keeps everything it writes, for byte scans.</summary>
    public abstract string DataFolder { get; }

    /// <summary>Registers the database as the service's.</summary>
    public abstract void Register(IServiceCollection services);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
