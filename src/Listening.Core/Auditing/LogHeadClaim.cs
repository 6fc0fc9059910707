namespace Listening.Core.Auditing;

/// <summary>What a log's database says about it, to be held against the entries.</summary>
/// <param name="SizeBefore">Entries it counted before they were read.</param>
/// <param name="SizeAfter">Asks how many it counts after they were read: a log that is in use grows meanwhile.</param>
/// <param name="FrontierSize">Entries under the kept frontier.</param>
/// <param name="Frontier">The kept frontier; see <see cref="MerkleFrontier.ToBytes"/>.</param>
public sealed record LogHeadClaim(long SizeBefore, Func<CancellationToken, Task<long>> SizeAfter, long FrontierSize, byte[] Frontier);
