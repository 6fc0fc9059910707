using System.Runtime.CompilerServices;
using Listening.Application.Foi;
using Listening.Core.Content;
using Listening.Core.Posts;

namespace Listening.Application.Watches;

/// <summary>The accounts of public authorities, by the handles in the register. Whoever reads them watches no person.</summary>
public sealed class OfficialAccounts(AuthorityBook book, IContentKeys keys)
{
    private readonly ConditionalWeakTable<KnownAuthorities, HashSet<string>> _hashes = [];

    /// <summary>True when an account that a search names is an authority's.</summary>
    public async Task<bool> HasAsync(string handle, CancellationToken cancellationToken) =>
        await HasAsync(keys.HashAuthor(new Author(Handle: handle)), cancellationToken);

    /// <summary>True when the author of that keyed hash is an authority.</summary>
    public async Task<bool> HasAsync(byte[] authorHash, CancellationToken cancellationToken) =>
        _hashes.GetValue(await book.CurrentAsync(cancellationToken), HashesOf).Contains(Convert.ToHexString(authorHash));

    private HashSet<string> HashesOf(KnownAuthorities known) =>
        new(known.Handles.Select(handle => Convert.ToHexString(keys.HashAuthor(new Author(Handle: handle)))), StringComparer.Ordinal);
}
