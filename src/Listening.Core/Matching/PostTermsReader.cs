using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Listening.Core.Posts;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>Finds the searches' terms in a post. Each thread has its own and uses it for every post, so that nothing is allocated.</summary>
internal sealed class PostTermsReader
{
    [ThreadStatic]
    private static PostTermsReader? spare;

    private readonly PostTerms post = new();
    private readonly TextScan scan = new();
    private readonly TermLetters letters = new();
    private TextWalk<Sink> walk;
    private SearchTerms terms = SearchTerms.None;
    private Vocabulary vocabulary = SearchTerms.None.Vocabulary;
    private PrefixTable? prefixes;

    private PostTermsReader() => walk = new TextWalk<Sink>(new Sink(this));

    /// <summary>What was found.</summary>
    public PostTerms Terms => post;

    /// <summary>Reads a post with this thread's own; give it back with <see cref="Return"/>.</summary>
    public static PostTermsReader Read(Post post, SearchTerms terms)
    {
        var reader = spare ?? new PostTermsReader();
        spare = null;
        reader.ReadPost(post, terms);
        return reader;
    }

    /// <summary>Lets go of the post, so that its text does not stay in memory longer than its own owner keeps it.</summary>
    public void Return()
    {
        post.Clear();
        scan.Clear();
        (terms, vocabulary, prefixes) = (SearchTerms.None, SearchTerms.None.Vocabulary, null);
        spare = this;
    }

    private void ReadPost(Post read, SearchTerms searched)
    {
        (terms, vocabulary, prefixes) = (searched, searched.Vocabulary, searched.Prefixes.IsEmpty ? null : searched.Prefixes);
        post.Begin(read, vocabulary.Count);
        walk.Clear();
        ReadText(read.Text, isField: false);
        if (HasAny(read.Hashtags)) ReadHashtags(read.Hashtags);
        if (HasAny(read.Mentions)) ReadMentions(read.Mentions);
        if (terms.Has(TermKind.Author)) Find(letters.OfHandle(read.Author.Handle.AsSpan().TrimStart("@＠"), TermKind.Author));
        if (terms.Has(TermKind.Host) && (post.TextLinks.Count > 0 || HasAny(read.Links))) ReadHosts();
        if (terms.Has(TermKind.Language) && read.Lang is not null) ReadLanguage(read.Lang);
        if (terms.Has(TermKind.Trait)) ReadTraits();
    }

    // Nearly always an empty array, which is quicker to ask than a list.
    private static bool HasAny(IReadOnlyList<string> list) => list is string[] array ? array.Length > 0 : list.Count > 0;

    private void ReadText(ReadOnlySpan<char> text, bool isField)
    {
        scan.Read(text);
        walk.Read(text, isField, scan);
    }

    private void ReadHashtags(IReadOnlyList<string> hashtags)
    {
        for (var i = 0; i < hashtags.Count; i++)
        {
            var hashtag = hashtags[i].AsSpan().TrimStart("#＃");
            walk.Gap();
            ReadText(hashtag, isField: true);
            Find(letters.OfWord(HashtagRange.Clean(hashtag), TermKind.Hashtag));
        }
    }

    private void ReadMentions(IReadOnlyList<string> mentions)
    {
        for (var i = 0; i < mentions.Count; i++) Find(letters.OfHandle(mentions[i].AsSpan().TrimStart("@＠"), TermKind.Handle));
    }

    private void ReadHosts()
    {
        foreach (var (start, end) in post.TextLinks) AddHosts(post.Post.Text.AsSpan(start, end - start));
        for (var i = 0; i < post.Post.Links.Count; i++) AddHosts(post.Post.Links[i]);
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

    // The tag and every tag of which it is a regional form.
    private void ReadLanguage(ReadOnlySpan<char> tag)
    {
        for (var end = 1; end <= tag.Length; end++)
        {
            if (end < tag.Length && tag[end] is not ('-' or '_')) continue;
            if (Ascii.IsValid(tag[..end])) Find(letters.OfWord(tag[..end], TermKind.Language));
        }
    }

    private void ReadTraits()
    {
        if (!string.IsNullOrEmpty(post.Post.ReplyTo)) Find(letters.OfFolded(SearchTerms.Reply, TermKind.Trait));
        if (post.HasLink) Find(letters.OfFolded(SearchTerms.Link, TermKind.Trait));
    }

    private void Find(ReadOnlySpan<byte> term)
    {
        var number = vocabulary.Find(TermKey.Of(term), ref MemoryMarshal.GetReference(term));
        if (number >= 0) post.Add(number);
    }

    private void FindWord(in TermKey key, ref byte first, int place)
    {
        var number = vocabulary.Find(key, ref first);
        if (number >= 0) post.AddWord(number, place);
    }

    private readonly struct Sink(PostTermsReader reader) : ITermSink
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void PlainWord(int at, int length, int position)
        {
            ref var first = ref Unsafe.Add(ref reader.scan.Lower, at);
            if (reader.vocabulary.MayHave(TermKey.QuickOf(Unsafe.ReadUnaligned<ulong>(ref first), length)))
                reader.FindWord(TermKey.Of(ref first, length), ref first, position);
            reader.prefixes?.Find(MemoryMarshal.CreateReadOnlySpan(ref first, length), reader.post);
        }

        public void Word(ReadOnlySpan<char> written, int start, bool plain, int position)
        {
            var word = plain ? reader.letters.OfPlain(written, TermKind.Word) : reader.letters.OfWord(written, TermKind.Word);
            reader.FindWord(TermKey.Of(word), ref MemoryMarshal.GetReference(word), position);
            reader.prefixes?.Find(word, reader.post);
        }

        public void Mark(ReadOnlySpan<char> written, int start, int length, TermKind kind, int position, bool isLeading)
        {
            reader.Find(kind == TermKind.Hashtag ? reader.letters.OfWord(written, kind) : reader.letters.OfHandle(written, kind));
            if (isLeading) reader.Find(reader.letters.OfHandle(written, TermKind.Addressed));
        }

        public void Link(int start, int end) => reader.post.TextLinks.Add((start, end));
    }
}
