using Listening.Core.Content;
using Listening.Core.Posts;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Host.Tests.Pipeline;

/// <summary>Keys that cannot be had at first, as when their folder is on a disk that is away: routing fails then.</summary>
internal sealed class FailingKeys(int failures) : IContentKeys
{
    private IContentKeys _inner = null!;
    private int _left = failures;

    public int FailuresLeft => Math.Max(0, Volatile.Read(ref _left));

    /// <summary>Puts itself before the keys that are registered.</summary>
    public void PutInto(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IContentKeys));
        services.AddSingleton<IContentKeys>(provider =>
        {
            _inner = (IContentKeys)registered.ImplementationFactory!(provider);
            return this;
        });
    }

    public ContentKey? Find(ContentKeyId id) =>
        Interlocked.Decrement(ref _left) >= 0 ? throw new IOException("The disk is away.") : _inner.Find(id);

    public ContentKey GetOrCreate(ContentKeyId id) => _inner.GetOrCreate(id);

    public IReadOnlyList<ContentKeyId> List() => _inner.List();

    public bool Destroy(ContentKeyId id) => _inner.Destroy(id);

    public byte[] Commit() => _inner.Commit();

    public void HashId(int sourceId, string nativeId, Span<byte> hash) => _inner.HashId(sourceId, nativeId, hash);

    public byte[] HashAuthor(Author author) => _inner.HashAuthor(author);

    public byte[] HashLink(string link) => _inner.HashLink(link);

    public byte[] HashContent(ReadOnlySpan<byte> content) => _inner.HashContent(content);
}
