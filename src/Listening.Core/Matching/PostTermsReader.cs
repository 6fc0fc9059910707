using System.Numerics;
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
    private readonly WordCandidates candidates;
    private SearchTerms terms = SearchTerms.None;
    private Vocabulary vocabulary = SearchTerms.None.Vocabulary;
    private PrefixTable? prefixes;
    private bool isLent;

    private PostTermsReader() => candidates = new WordCandidates(scan, post);

    /// <summary>What was found.</summary>
    public PostTerms Terms => post;

    /// <summary>Reads a post with this thread's own; give it back with <see cref="Return"/>.</summary>
    public static PostTermsReader Read(Post post, SearchTerms terms)
    {
        // One that never came back is replaced.
        if (spare is not { isLent: false } reader) spare = reader = new PostTermsReader();
        reader.isLent = true;
        reader.ReadPost(post, terms);
        return reader;
    }

    /// <summary>Lets go of the post, so that its text does not stay in memory longer than its own owner keeps it.</summary>
    public void Return()
    {
        post.Clear();
        scan.Clear();
        isLent = false;
    }

    private void ReadPost(Post read, SearchTerms searched)
    {
        if (terms != searched) Use(searched);
        post.Begin(read, vocabulary.Count);
        var walk = new TextWalk<Sink>();
        ReadText(ref walk, read.Text, isField: false);
        if (HasAny(read.Hashtags)) ReadHashtags(ref walk, read.Hashtags);
        if (HasAny(read.Mentions)) ReadMentions(read.Mentions);
        if (terms.Has(TermKind.Author)) Find(letters.OfHandle(read.Author.Handle.AsSpan().TrimStart("@＠"), TermKind.Author));
        if (terms.Has(TermKind.Host) && (post.TextLinks.Count > 0 || HasAny(read.Links))) ReadHosts();
        if (terms.Has(TermKind.Language) && read.Lang is not null) ReadLanguage(read.Lang);
        if (terms.Has(TermKind.Trait)) ReadTraits();
    }

    private void Use(SearchTerms searched)
    {
        (terms, vocabulary, prefixes) = (searched, searched.Vocabulary, searched.Prefixes.IsEmpty ? null : searched.Prefixes);
        candidates.Vocabulary = vocabulary;
    }

    // Nearly always an empty array, which is quicker to ask than a list.
    private static bool HasAny(IReadOnlyList<string> list) => list is string[] array ? array.Length > 0 : list.Count > 0;

    private void ReadText(ref TextWalk<Sink> walk, ReadOnlySpan<char> text, bool isField)
    {
        scan.Read(text);
        walk.Sink = new Sink(this);
        walk.Read(text, isField, scan);
        candidates.Find();
    }

    private void ReadHashtags(ref TextWalk<Sink> walk, IReadOnlyList<string> hashtags)
    {
        for (var i = 0; i < hashtags.Count; i++)
        {
            var hashtag = hashtags[i].AsSpan().TrimStart("#＃");
            walk.Gap();
            ReadText(ref walk, hashtag, isField: true);
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
        ref var first = ref MemoryMarshal.GetReference(term);
        var number = vocabulary.Find(TermKey.Of(ref first, term.Length), ref first);
        if (number >= 0) post.Add(number);
    }

    private void FindWord(ReadOnlySpan<byte> word, int place)
    {
        ref var first = ref MemoryMarshal.GetReference(word);
        var number = vocabulary.Find(TermKey.Of(ref first, word.Length), ref first);
        if (number >= 0) post.AddWord(number, place);
    }

    private void FindPrefixes(int first, ulong begins, ulong words)
    {
        for (; begins != 0; begins &= begins - 1)
        {
            var place = BitOperations.TrailingZeroCount(begins);
            var length = BitOperations.TrailingZeroCount(~(words >> place));
            prefixes!.Find(MemoryMarshal.CreateReadOnlySpan(ref scan.Lower[first + place], length), post);
        }
    }

    private readonly struct Sink(PostTermsReader reader) : ITermSink
    {
        public void PlainWords(int first, ulong begins, ulong words, int position)
        {
            reader.candidates.Add(first, begins, words, position);
            if (reader.prefixes is not null) reader.FindPrefixes(first, begins, words);
        }

        public void PlainWord(int at, int length, int position)
        {
            reader.candidates.Add(at, length, position);
            reader.prefixes?.Find(MemoryMarshal.CreateReadOnlySpan(ref reader.scan.Lower[at], length), reader.post);
        }

        public void Word(ReadOnlySpan<char> written, int start, bool plain, int position)
        {
            // What stands before comes first.
            reader.candidates.Find();
            var word = plain ? reader.letters.OfPlain(written, TermKind.Word) : reader.letters.OfWord(written, TermKind.Word);
            reader.FindWord(word, position);
            reader.prefixes?.Find(word, reader.post);
        }

        public void Mark(ReadOnlySpan<char> written, int start, int length, TermKind kind, int position, bool isLeading)
        {
            if (reader.terms.Has(kind)) reader.Find(kind == TermKind.Hashtag ? reader.letters.OfWord(written, kind) : reader.letters.OfHandle(written, kind));
            if (isLeading && reader.terms.Has(TermKind.Addressed)) reader.Find(reader.letters.OfHandle(written, TermKind.Addressed));
        }

        public void Link(int start, int end) => reader.post.TextLinks.Add((start, end));
    }
}
