using Listening.Core.Posts;

namespace Listening.Core.Matching;

/// <summary>Lends each thread its own analysed post, so that a post that matches nothing allocates nothing.</summary>
internal readonly ref struct PostAnalysis : IDisposable
{
    [ThreadStatic]
    private static AnalysedPost? spare;

    private PostAnalysis(AnalysedPost post) => Post = post;

    /// <summary>The post taken apart; valid until disposal.</summary>
    public AnalysedPost Post { get; }

    /// <summary>Takes a post apart.</summary>
    public static PostAnalysis Of(Post post)
    {
        var analysed = spare ?? new AnalysedPost();
        spare = null;
        analysed.Read(post);
        return new PostAnalysis(analysed);
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        Post.Release();
        spare = Post;
    }
}
