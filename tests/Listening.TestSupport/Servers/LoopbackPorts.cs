using System.Net;
using System.Net.Sockets;

namespace Listening.TestSupport.Servers;

/// <summary>
/// Free ports on 127.0.0.1 for servers that cannot be given port 0. They lie below the range that outgoing
/// connections take theirs from, so a server that is killed and started again finds its port still free.
/// </summary>
public static class LoopbackPorts
{
    private const int First = 20_000;
    private const int Last = 31_000;
    private static readonly HashSet<int> _taken = [];
    private static readonly Lock _gate = new();

    /// <summary>A port that nothing listened on a moment ago and that this process has not given out before.</summary>
    public static int Take()
    {
        lock (_gate)
        {
            for (var attempt = 0; attempt < 1_000; attempt++)
            {
                // Random, so that two test processes rarely ask for the same one; a start that loses the race is tried again.
                var port = Random.Shared.Next(First, Last);
                if (!_taken.Contains(port) && IsFree(port))
                {
                    _taken.Add(port);
                    return port;
                }
            }
        }
        throw new InvalidOperationException($"No free port between {First} and {Last} on 127.0.0.1.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
