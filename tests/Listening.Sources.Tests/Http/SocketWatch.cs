using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace Listening.Sources.Tests.Http;

/// <summary>Sees every connection that this process begins, whoever begins it and whether or not anybody answers.</summary>
internal sealed class SocketWatch : EventListener
{
    private readonly ConcurrentQueue<int> ports = new();

    /// <summary>Connections begun to a port since the watch was set.</summary>
    public int ConnectsTo(int port) => ports.Count(seen => seen == port);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Net.Sockets") EnableEvents(eventSource, EventLevel.Informational);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The address comes as "InterNetwork:16:{high,low,…}" with the port first.
        if (eventData.EventName != "ConnectStart" || eventData.Payload?[0] is not string address) return;
        var bytes = address[(address.IndexOf('{', StringComparison.Ordinal) + 1)..].Split(',');
        ports?.Enqueue((int.Parse(bytes[0], CultureInfo.InvariantCulture) << 8) | int.Parse(bytes[1], CultureInfo.InvariantCulture));
    }
}
