using Listening.Core.Sources;

namespace Listening.Application.Collection;

/// <summary>A source as it is configured.</summary>
/// <param name="Id">Its number in the database.</param>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Connector">What reads it.</param>
/// <param name="Terms">How it may be read.</param>
public sealed record ConfiguredSource(int Id, string Name, ISourceConnector Connector, SourceTerms Terms);
