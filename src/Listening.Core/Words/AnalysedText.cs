namespace Listening.Core.Words;

/// <summary>
/// The words, hashtags, handles and links of a text, folded once. Reused from text to text; not shared by threads.
/// </summary>
internal sealed class AnalysedText
{
    private readonly List<(int Start, int End)> links = [];
    private readonly FoldedBuffer folded = new();
    private TextWalk<Sink> walk;

    public AnalysedText() => walk.Sink = new Sink(this);

    /// <summary>Words in the order of the text.</summary>
    public TermList Words { get; } = new();

    /// <summary>Hashtags and handles in the order of the text, without their signs; their ranges include them.</summary>
    public TermList Marks { get; } = new();

    /// <summary>Links in the text. A bare host without a path is one, and its parts are words as well.</summary>
    public IReadOnlyList<(int Start, int End)> Links => links;

    /// <summary>Links whose letters are no words.</summary>
    public int WordlessLinks => walk.WordlessLinks;

    /// <summary>Handles that stand before anything else.</summary>
    public int LeadingHandles => walk.LeadingHandles;

    /// <summary>The folded letters of a term.</summary>
    public ReadOnlySpan<char> Folded(in FoundTerm term) => folded.Slice(term.FoldedAt, term.FoldedLength);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Words.Clear();
        Marks.Clear();
        links.Clear();
        folded.Clear();
        walk.Clear();
    }

    /// <summary>Leaves a gap that no phrase or window reaches over.</summary>
    public void Gap() => walk.Gap();

    /// <summary>Adds a handle that stands in a field of its own.</summary>
    public void AddHandle(ReadOnlySpan<char> handle) => AddMark(handle, -1, 0, TermKind.Handle, walk.Position);

    /// <summary>Adds a hashtag that stands in a field of its own; what no hashtag is made of is left out.</summary>
    public void AddHashtag(ReadOnlySpan<char> hashtag) => AddMark(HashtagRange.Clean(hashtag), -1, 0, TermKind.Hashtag, walk.Position);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isField">True when ranges mean nothing, because it is not the post's text.</param>
    public void Read(ReadOnlySpan<char> text, bool isField = false) => walk.Read(text, isField);

    private void AddMark(ReadOnlySpan<char> letters, int start, int length, TermKind kind, int position)
    {
        var at = folded.Length;
        var hash = kind == TermKind.Handle ? folded.AppendLower(letters, kind) : folded.AppendFolded(letters, kind);
        Marks.Add(new FoundTerm { Start = start, Length = length, Position = position, FoldedAt = at, FoldedLength = folded.Length - at, Hash = hash });
    }

    private void AddWord(ReadOnlySpan<char> letters, int start, bool plain, int position)
    {
        var at = folded.Length;
        var hash = plain ? folded.AppendLower(letters, TermKind.Word) : folded.AppendFolded(letters, TermKind.Word);
        Words.Add(new FoundTerm { Start = start, Length = letters.Length, Position = position, FoldedAt = at, FoldedLength = folded.Length - at, Hash = hash });
    }

    private readonly struct Sink(AnalysedText text) : ITermSink
    {
        public void Word(ReadOnlySpan<char> letters, int start, bool plain, int position) => text.AddWord(letters, start, plain, position);

        public void PlainWords(int first, ulong begins, ulong words, int position) => PlainWord(first, 0, position);

        public void PlainWord(int at, int length, int position) => throw new InvalidOperationException("This text is walked character by character.");

        public void Mark(ReadOnlySpan<char> letters, int start, int length, TermKind kind, int position, bool isLeading) =>
            text.AddMark(letters, start, length, kind, position);

        public void Link(int start, int end) => text.links.Add((start, end));
    }
}
