using Listening.Core.Posts;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>A post taken apart for matching. Reused from post to post; each thread has its own.</summary>
internal sealed class AnalysedPost
{
    private readonly List<(WebAddress Address, int Start, int Length)> addresses = [];
    private readonly TermList hosts = new();
    private bool hasHosts;

    /// <summary>Stands where no post is.</summary>
    public static Post None { get; } = new() { Id = "none" };

    /// <summary>The post.</summary>
    public Post Post { get; private set; } = None;

    /// <summary>Its text, then its hashtags as words behind a gap.</summary>
    public AnalysedText Text { get; } = new();

    /// <summary>Every host linked to and every domain above it; <see cref="FoundTerm.FoldedAt"/> is the number of the address.</summary>
    public TermList Hosts
    {
        get
        {
            if (!hasHosts) ReadHosts();
            return hosts;
        }
    }

    /// <summary>True when the post carries a link in its text or beside it.</summary>
    public bool HasLink => Text.Links.Count > 0 || Post.Links.Count > 0;

    /// <summary>Where a link of <see cref="Hosts"/> leads.</summary>
    public WebAddress Address(in FoundTerm host) => addresses[host.FoldedAt].Address;

    /// <summary>Takes a post apart.</summary>
    public void Read(Post post)
    {
        Post = post;
        hasHosts = false;
        Text.Clear();
        Text.Read(post.Text);
        for (var i = 0; i < post.Hashtags.Count; i++)
        {
            var hashtag = post.Hashtags[i].AsSpan().TrimStart("#＃");
            Text.Gap();
            Text.Read(hashtag, isField: true);
            Text.AddHashtag(hashtag);
        }

        for (var i = 0; i < post.Mentions.Count; i++) Text.AddHandle(post.Mentions[i].AsSpan().TrimStart("@＠"));
    }

    /// <summary>Lets go of the post, so that its text does not stay in memory longer than its own owner keeps it.</summary>
    public void Release()
    {
        Post = None;
        Text.Clear();
        addresses.Clear();
        hosts.Clear();
    }

    private void ReadHosts()
    {
        hasHosts = true;
        addresses.Clear();
        hosts.Clear();
        foreach (var (start, end) in Text.Links) AddHosts(Post.Text.AsSpan(start, end - start), start, end - start);
        for (var i = 0; i < Post.Links.Count; i++) AddHosts(Post.Links[i], -1, 0);
    }

    private void AddHosts(ReadOnlySpan<char> link, int start, int length)
    {
        if (WebAddress.Read(link) is not { } address) return;
        addresses.Add((address, start, length));
        var host = address.Host.AsSpan();
        while (true)
        {
            hosts.Add(new FoundTerm { Start = start, Length = length, FoldedAt = addresses.Count - 1, FoldedLength = host.Length, Hash = TermHash.Of(host, TermKind.Host) });
            var dot = host.IndexOf('.');
            if (dot < 0) break;
            host = host[(dot + 1)..];
        }
    }
}
