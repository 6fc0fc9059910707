using System.Net;
using System.Net.Sockets;

namespace Listening.Host.Serving;

/// <summary>
/// Finds out whether the addresses can be served before anything else is done: a second instance that only noticed it
/// after its scheduler had started would meddle with the jobs of the first.
/// </summary>
internal static class AddressProbe
{
    /// <summary>Why one of the addresses, separated by semicolons, cannot be served; null when all can.</summary>
    public static SocketError? Find(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(BindingAddress.Parse).Where(address => !address.IsUnixPipe && address.Port != 0)
            .Select(Try).FirstOrDefault(refused => refused is not null);

    private static SocketError? Try(BindingAddress address)
    {
        var place = new IPEndPoint(PlaceOf(address.Host), address.Port);
        try
        {
            using var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(place);
            return null;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }

    // Any other name than these means every address of the machine, as it does to the server.
    private static IPAddress PlaceOf(string host) =>
        IPAddress.TryParse(host, out var given) ? given
        : string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.Any;
}
