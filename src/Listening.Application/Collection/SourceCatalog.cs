using Listening.Application.Storage;
using Listening.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Collection;

/// <summary>A source before the database has given it a number.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Connector">What reads it.</param>
/// <param name="Terms">How it may be read; null when without conditions.</param>
public sealed record SourceDefinition(string Name, ISourceConnector Connector, SourceTerms? Terms = null);

/// <summary>The configured sources. Those that are no longer configured keep their rows for what was collected from them.</summary>
public sealed class SourceCatalog(IEnumerable<SourceDefinition> definitions, IDbContextFactory<ListeningDbContext> databases)
{
    private readonly SourceDefinition[] _definitions = [.. definitions];
    private Dictionary<int, ConfiguredSource>? _byId;

    /// <summary>The configured sources by number; <see cref="RegisterAsync"/> must have run.</summary>
    public IReadOnlyDictionary<int, ConfiguredSource> ById =>
        _byId ?? throw new InvalidOperationException("The sources are not registered in the database yet.");

    /// <summary>Names of the configured sources, in order.</summary>
    public IReadOnlyList<string> Names => [.. ById.Values.Select(source => source.Name).Order(StringComparer.Ordinal)];

    /// <summary>The source of that name; null when none is configured.</summary>
    public ConfiguredSource? Find(string name) => ById.Values.FirstOrDefault(source => string.Equals(source.Name, name, StringComparison.Ordinal));

    /// <summary>Gives every configured source its row. Done once at start, after migrations.</summary>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Sources.ToDictionaryAsync(row => row.Name, StringComparer.Ordinal, cancellationToken);
        foreach (var definition in _definitions)
        {
            if (!rows.TryGetValue(definition.Name, out var row))
                db.Sources.Add(rows[definition.Name] = row = new SourceRow { Name = definition.Name, Kind = definition.Connector.Kind });
            row.Kind = definition.Connector.Kind;
        }

        await db.SaveChangesAsync(cancellationToken);
        _byId = _definitions
            .Select(source => new ConfiguredSource(rows[source.Name].Id, source.Name, source.Connector, source.Terms ?? new SourceTerms()))
            .ToDictionary(source => source.Id);
    }
}
