using Listening.Application.Collection;
using Listening.Core.Outgoing;

namespace Listening.Application.Outgoing;

/// <summary>The sources that can be answered on their platform.</summary>
public sealed class ReplyWriters(IEnumerable<SourceDefinition> sources)
{
    private readonly Dictionary<string, IReplyWriter> _writers = sources
        .Where(source => source.Connector is IReplyWriter { MayReply: true })
        .ToDictionary(source => source.Name, source => (IReplyWriter)source.Connector, StringComparer.Ordinal);

    /// <summary>The writer of a source; null when it has none, or may not write.</summary>
    public IReplyWriter? Find(string source) => _writers.GetValueOrDefault(source);
}
