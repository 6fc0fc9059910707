namespace Listening.Core.Sources;

/// <summary>
/// A source that is followed rather than asked: <see cref="ISourceConnector.ReadAsync"/> gives what has come since the cursor,
/// and waits a moment (a second or two) when nothing has. The service reads it again at once, without a schedule.
/// </summary>
/// <remarks>
/// A connection may be kept between reads as long as the next read goes on exactly at its cursor; else the connector
/// connects anew there. <see cref="SourcePage.HasMore"/> is true while the stream is behind.
/// </remarks>
public interface IStreamConnector : ISourceConnector;
