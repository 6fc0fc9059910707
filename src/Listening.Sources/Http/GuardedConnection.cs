using System.Net;
using System.Net.Sockets;
using Listening.Core.Sources;

namespace Listening.Sources.Http;

/// <summary>Opens connections, and only to addresses that were checked.</summary>
/// <remarks>
/// The check stands here, on the resolved address, because a host name says nothing: it may be an address in disguise
/// or resolve differently the second time. One private address among several refuses them all, since a mixed answer
/// is how rebinding begins.
/// </remarks>
internal sealed class GuardedConnection(GuardedHttpOptions options)
{
    private const int MostAddresses = 4;

    /// <summary>Resolves, checks and connects.</summary>
    /// <exception cref="RefusedException">The name leads to an address that is not public.</exception>
    /// <exception cref="SocketException">The name does not resolve, or no address answers.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await ResolveAsync(host, cancellationToken);
        var trusted = options.AllowPrivateAddresses && !RedirectHandler.LeftOrigin(context.InitialRequestMessage);
        if (!trusted && !Array.TrueForAll(addresses, PublicAddress.Contains))
            throw new RefusedException(SourceFailureKind.Rejected, "The address leads to a private or reserved network; expected a public one.");
        return await ConnectToOneOfAsync(addresses, port, cancellationToken);
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        // The system's resolver refuses 0.0.0.0 and :: for reasons of its own; they belong to the check.
        if (IPAddress.TryParse(host, out var literal)) return [literal.IsIPv4MappedToIPv6 ? literal.MapToIPv4() : literal];
        var addresses = options.Resolve is null
            ? await Dns.GetHostAddressesAsync(host, cancellationToken)
            : await options.Resolve(host, cancellationToken);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<Stream> ConnectToOneOfAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in addresses.Take(MostAddresses))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException failed)
            {
                socket.Dispose();
                last = failed;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }
}
