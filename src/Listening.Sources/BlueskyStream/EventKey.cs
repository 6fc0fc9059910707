using System.Numerics;
using System.Runtime.InteropServices;

namespace Listening.Sources.BlueskyStream;

/// <summary>What tells one event from every other, in 64 bits, keyed anew in each process.</summary>
internal struct EventKey
{
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();
    private ulong sum;

    public EventKey() => sum = Seed;

    /// <summary>The key of what was added.</summary>
    public readonly ulong Value => sum;

    /// <summary>Adds a part.</summary>
    public void Add(string part) => Add(MemoryMarshal.AsBytes(part.AsSpan()));

    /// <summary>Adds a number.</summary>
    public void Add(ulong part)
    {
        var product = Math.BigMul(sum ^ part, 0x9E3779B97F4A7C15UL, out var low);
        sum = BitOperations.RotateLeft(product ^ low, 29) + part;
    }

    /// <summary>Adds a part.</summary>
    public void Add(ReadOnlySpan<byte> part)
    {
        Add((ulong)part.Length);
        for (; part.Length >= sizeof(ulong); part = part[sizeof(ulong)..]) Add(MemoryMarshal.Read<ulong>(part));
        ulong rest = 0;
        foreach (var one in part) rest = (rest << 8) | one;
        Add(rest);
    }
}
