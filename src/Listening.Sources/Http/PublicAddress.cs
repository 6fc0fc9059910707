using System.Net;
using System.Net.Sockets;

namespace Listening.Sources.Http;

/// <summary>Tells addresses of the public internet from all others, as the IANA special-purpose registries list them.</summary>
/// <remarks>
/// <see cref="IPAddress.IsLoopback"/> is not enough: it is false for 0.0.0.0, ::, NAT64 and 6to4, all of which can lead
/// back to this machine. For IPv6 only the global unicast block is let through, so that a new special block starts refused.
/// </remarks>
public static class PublicAddress
{
    private static readonly IPNetwork[] SpecialVersion4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        // Looks public, but is a cloud platform's own metadata and control address on every one of its machines.
        "168.63.129.16/32");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // Teredo, ORCHID, benchmarking and other protocol blocks; documentation; 6to4, whose relays reach private addresses.
    private static readonly IPNetwork[] SpecialVersion6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True when <paramref name="address"/> can only be a host of the public internet.</summary>
    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(SpecialVersion4, network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => IsPublicVersion6(address),
            _ => false,
        };
    }

    private static bool IsPublicVersion6(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address)) return Contains(new IPAddress(bytes.AsSpan(12)));
        // ISATAP carries an IPv4 address behind ::0:5efe or ::200:5efe, whatever the prefix.
        if (bytes[8] is 0 or 2 && bytes.AsSpan(9, 3).SequenceEqual((ReadOnlySpan<byte>)[0x00, 0x5e, 0xfe])) return false;
        return GlobalUnicast.Contains(address) && !Array.Exists(SpecialVersion6, network => network.Contains(address));
    }

    private static IPNetwork[] Networks(params string[] texts) => Array.ConvertAll(texts, IPNetwork.Parse);
}
