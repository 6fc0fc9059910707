using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Listening.Core.Posts;

namespace Listening.Core.Matching;

/// <summary>Which of the searches' terms a post has, and where. Filled by <see cref="PostTermsReader"/>, and used again for every post.</summary>
internal sealed class PostTerms
{
    private const int KeptWords = 64 * 1024;

    // One bit for each term.
    private ulong[] present = new ulong[16];
    private int[] found = new int[64];
    private int[] awaited = new int[64];
    private FoundWord[] words = new FoundWord[64];
    private int foundCount;
    private int wordCount;

    /// <summary>The post.</summary>
    public Post Post { get; private set; } = AnalysedPost.None;

    /// <summary>Where links stand in its text.</summary>
    public List<(int Start, int End)> TextLinks { get; } = [];

    /// <summary>The different terms of searches that the post has, <see cref="Vocabulary.Everywhere"/> first.</summary>
    public ReadOnlySpan<int> Found => found.AsSpan(0, foundCount);

    /// <summary>Room for as many terms as were found, for whoever sorts out those for which a search waits.</summary>
    public Span<int> Awaited => awaited.AsSpan(0, foundCount);

    /// <summary>The words that some search has, in the order of the text.</summary>
    public ReadOnlySpan<FoundWord> Words => words.AsSpan(0, wordCount);

    /// <summary>True when the post carries a link in its text or beside it.</summary>
    public bool HasLink => TextLinks.Count > 0 || Post.Links.Count > 0;

    /// <summary>The links of the post's text and those beside it, as written.</summary>
    public IEnumerable<ReadOnlyMemory<char>> Links() =>
        TextLinks.Select(link => Post.Text.AsMemory(link.Start, link.End - link.Start)).Concat(Post.Links.Select(link => link.AsMemory()));

    /// <summary>True when the post has the term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int term) => (Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(present), term >> 6) >> term & 1) != 0;

    /// <summary>Begins a post.</summary>
    /// <param name="post">The post.</param>
    /// <param name="terms">Terms that there are, so that <see cref="Has"/> need not ask whether it knows one.</param>
    public void Begin(Post post, int terms)
    {
        Post = post;
        if (present.Length * 64 < terms) present = new ulong[(terms / 48) + 1];
        Add(Vocabulary.Everywhere);
    }

    /// <summary>Notes that the post has a term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int term)
    {
        if (foundCount == found.Length) Grow();
        // No branch: whether a word stands in a post twice cannot be foretold.
        ref var bits = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(present), term >> 6);
        found[foundCount] = term;
        foundCount += (int)(~bits >> term) & 1;
        bits |= 1UL << term;
    }

    /// <summary>Notes a word of the post that is a term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddWord(int term, int place)
    {
        Add(term);
        if (wordCount == words.Length) Array.Resize(ref words, wordCount * 2);
        words[wordCount++] = new FoundWord(term, place);
    }

    /// <summary>Forgets the post, in the time that its own terms take.</summary>
    public void Clear()
    {
        Post = AnalysedPost.None;
        TextLinks.Clear();
        foreach (var term in Found) present[term >> 6] = 0;
        if (words.Length > KeptWords) words = new FoundWord[64];
        (foundCount, wordCount) = (0, 0);
    }

    private void Grow()
    {
        Array.Resize(ref found, foundCount * 2);
        awaited = new int[found.Length];
    }
}

/// <summary>A word of a post.</summary>
/// <param name="Term">The search term that it is.</param>
/// <param name="Place">Its place in the order of all words.</param>
internal readonly record struct FoundWord(int Term, int Place);
