using Listening.Core.Sources;

namespace Listening.Application.Collection;

/// <summary>A source as it is configured.</summary>
/// <param name="Id">Its number in the database.</param>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Connector">What reads it.</param>
/// <param name="MinimumInterval">A source that reads everything is not asked again sooner than this, however many searches share it.</param>
public sealed record ConfiguredSource(int Id, string Name, ISourceConnector Connector, TimeSpan MinimumInterval);
