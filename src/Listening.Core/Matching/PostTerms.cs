using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Listening.Core.Posts;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>Which of the searches' terms a post has, and where. Each thread has its own and uses it for every post, so that nothing is allocated.</summary>
internal sealed class PostTerms
{
    private const int KeptPlaces = 64 * 1024;

    [ThreadStatic]
    private static PostTerms? spare;

    private readonly TextScan scan = new();
    private readonly TermLetters letters = new();
    private readonly List<(int Start, int End)> links = [];
    private TextWalk<Sink> walk;
    private SearchTerms terms = SearchTerms.None;
    private int[] stamps = [];
    private int stamp;
    private int[] found = new int[64];
    private int[] places = new int[256];
    private int placed;

    private PostTerms() => walk = new TextWalk<Sink>(new Sink(this));

    /// <summary>The post.</summary>
    public Post Post { get; private set; } = AnalysedPost.None;

    /// <summary>The different terms of searches that the post has, in the order in which they were met.</summary>
    public ReadOnlySpan<int> Found => found.AsSpan(0, Count);

    /// <summary>How many they are.</summary>
    public int Count { get; private set; }

    /// <summary>One bit for each of them (<see cref="BitOf"/>), shared by many terms: a bit that is missing means a term that is missing.</summary>
    public ulong Signature { get; private set; }

    /// <summary>For every place in the order of words the term that stands there; -1 for a word of no search.</summary>
    public ReadOnlySpan<int> Places => places.AsSpan(0, placed);

    /// <summary>True when the post carries a link in its text or beside it.</summary>
    public bool HasLink => links.Count > 0 || Post.Links.Count > 0;

    /// <summary>The bit of a term.</summary>
    public static ulong BitOf(int term) => 1UL << (term & 63);

    /// <summary>Reads a post with this thread's own; give it back with <see cref="Return"/>.</summary>
    public static PostTerms Read(Post post, SearchTerms terms)
    {
        var read = spare ?? new PostTerms();
        spare = null;
        read.Begin(post, terms);
        read.ReadPost();
        return read;
    }

    /// <summary>Lets go of the post, so that its text does not stay in memory longer than its own owner keeps it.</summary>
    public void Return()
    {
        Post = AnalysedPost.None;
        terms = SearchTerms.None;
        scan.Clear();
        spare = this;
    }

    /// <summary>True when the post has the term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int term) => stamps[term] == stamp;

    /// <summary>Notes that the post has a term.</summary>
    public void Add(int term)
    {
        if (stamps[term] == stamp) return;
        stamps[term] = stamp;
        if (Count == found.Length) Array.Resize(ref found, Count * 2);
        found[Count++] = term;
        Signature |= BitOf(term);
    }

    /// <summary>The links of the post's text and those beside it, as written.</summary>
    public IEnumerable<ReadOnlyMemory<char>> Links() =>
        links.Select(link => Post.Text.AsMemory(link.Start, link.End - link.Start)).Concat(Post.Links.Select(link => link.AsMemory()));

    private void Begin(Post post, SearchTerms searched)
    {
        Post = post;
        terms = searched;
        if (stamps.Length < searched.Vocabulary.Count) stamps = new int[searched.Vocabulary.Count + (searched.Vocabulary.Count / 4)];
        if (++stamp == int.MaxValue)
        {
            Array.Clear(stamps);
            stamp = 1;
        }

        if (places.Length > KeptPlaces) places = new int[256];
        (Count, Signature, placed) = (0, 0, 0);
        links.Clear();
        walk.Clear();
    }

    private void ReadPost()
    {
        ReadText(Post.Text, isField: false);
        for (var i = 0; i < Post.Hashtags.Count; i++)
        {
            var hashtag = Post.Hashtags[i].AsSpan().TrimStart("#＃");
            walk.Gap();
            ReadText(hashtag, isField: true);
            AddMark(HashtagRange.Clean(hashtag), TermKind.Hashtag);
        }

        for (var i = 0; i < Post.Mentions.Count; i++) AddMark(Post.Mentions[i].AsSpan().TrimStart("@＠"), TermKind.Handle);
        if (terms.HasAuthors) Find(letters.OfHandle(Post.Author.Handle.AsSpan().TrimStart("@＠"), TermKind.Author));
        if (terms.HasHosts && HasLink) ReadHosts();
    }

    private void ReadText(ReadOnlySpan<char> text, bool isField)
    {
        scan.Read(text);
        walk.Read(text, isField, scan);
    }

    private void ReadHosts()
    {
        foreach (var (start, end) in links) AddHosts(Post.Text.AsSpan(start, end - start));
        for (var i = 0; i < Post.Links.Count; i++) AddHosts(Post.Links[i]);
    }

    // The host and every domain above it.
    private void AddHosts(ReadOnlySpan<char> link)
    {
        Span<char> written = stackalloc char[WebAddress.LongestHost];
        ReadOnlySpan<char> host = written[..WebAddress.ReadHost(link, written, out _)];
        for (var dot = 0; dot >= 0 && host.Length > 0; host = host[(dot + 1)..])
        {
            Find(letters.OfFolded(host, TermKind.Host));
            dot = host.IndexOf('.');
            if (dot < 0) break;
        }
    }

    private void AddMark(ReadOnlySpan<char> written, TermKind kind) =>
        Find(kind == TermKind.Hashtag ? letters.OfWord(written, kind) : letters.OfHandle(written, kind));

    private int Find(ReadOnlySpan<byte> term)
    {
        var number = terms.Vocabulary.Find(TermKey.Of(term), ref MemoryMarshal.GetReference(term));
        if (number >= 0) Add(number);
        return number;
    }

    private void Place(int position, int term)
    {
        if (position >= places.Length) Array.Resize(ref places, Math.Max(places.Length * 2, position + 1));
        if (position > placed) places.AsSpan(placed, position - placed).Fill(-1);
        places[position] = term;
        placed = position + 1;
    }

    private readonly struct Sink(PostTerms post) : ITermSink
    {
        public void PlainWord(int at, int length, int position)
        {
            ref var first = ref Unsafe.Add(ref post.scan.Lower, at);
            var term = post.terms.Vocabulary.Find(TermKey.Of(ref first, length), ref first);
            if (term >= 0) post.Add(term);
            post.Place(position, term);
            if (post.terms.HasPrefixes) post.terms.Prefixes.Find(MemoryMarshal.CreateReadOnlySpan(ref first, length), post);
        }

        public void Word(ReadOnlySpan<char> written, int start, bool plain, int position)
        {
            var word = post.letters.OfWord(written, TermKind.Word);
            post.Place(position, post.Find(word));
            if (post.terms.HasPrefixes) post.terms.Prefixes.Find(word, post);
        }

        public void Mark(ReadOnlySpan<char> written, int start, int length, TermKind kind, int position, bool isLeading)
        {
            post.AddMark(written, kind);
            if (isLeading) post.AddMark(written, TermKind.Addressed);
        }

        public void Link(int start, int end) => post.links.Add((start, end));
    }
}
