namespace Listening.Core.Words;

/// <summary>
/// The words, hashtags, handles and links of a text, folded once. Reused from text to text so that nothing is
/// allocated on the way of a post that matches nothing; not shared by threads.
/// </summary>
internal sealed class AnalysedText
{
    private readonly List<(int Start, int End)> links = [];
    private FoldedBuffer folded = new();
    private int position;
    private int hostEnd;
    private int noHostBefore;

    /// <summary>Words in the order of the text.</summary>
    public TermList Words { get; } = new();

    /// <summary>Hashtags and handles in the order of the text, without their signs; their ranges include them.</summary>
    public TermList Marks { get; } = new();

    /// <summary>Links in the text. A bare host without a path is one, and its parts are words as well.</summary>
    public IReadOnlyList<(int Start, int End)> Links => links;

    /// <summary>Links whose letters are no words.</summary>
    public int WordlessLinks { get; private set; }

    /// <summary>Handles that stand before anything else.</summary>
    public int LeadingHandles { get; private set; }

    /// <summary>The folded letters of a term.</summary>
    public ReadOnlySpan<char> Folded(in FoundTerm term) => folded.Slice(term.FoldedAt, term.FoldedLength);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Words.Clear();
        Marks.Clear();
        links.Clear();
        folded.Clear();
        (position, hostEnd, noHostBefore, WordlessLinks, LeadingHandles) = (0, 0, 0, 0, 0);
    }

    /// <summary>Leaves a gap that no phrase or window reaches over.</summary>
    public void Gap() => position += 1000;

    /// <summary>Adds a handle that stands in a field of its own.</summary>
    public void AddHandle(ReadOnlySpan<char> handle) => AddMark(-1, 0, handle, TermKind.Handle);

    /// <summary>Adds a hashtag that stands in a field of its own; what no hashtag is made of is left out.</summary>
    public void AddHashtag(ReadOnlySpan<char> hashtag) => AddMark(-1, 0, HashtagRange.Clean(hashtag), TermKind.Hashtag);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isField">True when ranges mean nothing, because it is not the post's text.</param>
    public void Read(ReadOnlySpan<char> text, bool isField = false)
    {
        hostEnd = noHostBefore = 0;
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (CharacterKinds.IsAsciiWord(c)) at = ReadWord(text, at, isField);
            else if (c is '@' or '＠') at = ReadHandle(text, at, isField);
            else if (c is '#' or '＃') at = ReadHashtag(text, at, isField);
            else if (c < 128) at++;
            else at = ReadOther(text, at, isField);
        }
    }

    private int ReadOther(ReadOnlySpan<char> text, int at, bool isField)
    {
        switch (CharacterKinds.At(text, at, out var width))
        {
            case CharacterKind.Letter:
                return ReadWord(text, at, isField);
            case CharacterKind.Unspaced:
                var word = WordRange.ReadUnspaced(text, at);
                AddWord(text, word, isField);
                return word.Next;
            default:
                return at + width;
        }
    }

    private int ReadWord(ReadOnlySpan<char> text, int at, bool isField)
    {
        // Most words are ASCII letters up to a space or comma, and need none of the rules.
        var letters = FoldedBuffer.CountPlain(text[at..]);
        if (at + letters == text.Length || IsPlainEnd(text[at + letters]))
        {
            AddWord(text, new WordRange(at, at + letters, at + letters, true), isField);
            return at + letters;
        }

        var word = WordRange.Read(text, at);
        if (word.Plain && word.Next < text.Length)
        {
            var end = LinkEnd(text, word, isField);
            if (end > 0) return end;
        }

        AddWord(text, word, isField);
        return word.Next;
    }

    private static bool IsPlainEnd(char c) => c is ' ' or ',' or '\n' or '!' or '?' or ')' or '"' or ';';

    // Behind the link that begins with this word and is no words; 0 when none does.
    private int LinkEnd(ReadOnlySpan<char> text, in WordRange word, bool isField)
    {
        var stop = text[word.End];
        if (stop == ':' && LinkRange.IsSchemeEnd(text, word.End)) return AddLink(text, word.Start, word.End + 3, isField);
        if (stop is not ('.' or '-') || word.End + 1 >= text.Length || !CharacterKinds.IsAsciiWord(text[word.End + 1])) return 0;
        if (word.Start < hostEnd || word.Start < noHostBefore) return 0;
        if (word.Start > 0 && text[word.Start - 1] is '@' or '＠') return 0;
        var end = LinkRange.HostEnd(text, word.Start);
        if (end < 0)
        {
            // Nothing is looked at twice, or a long row of hyphens would take quadratic time.
            noHostBefore = word.Start + 1;
            while (noHostBefore < text.Length && (CharacterKinds.IsAsciiWord(text[noHostBefore]) || text[noHostBefore] is '.' or '-')) noHostBefore++;
            return 0;
        }

        var hasPath = end + 1 < text.Length && text[end] == '/' && LinkRange.End(text, end + 1) > end + 1;
        if (hasPath || text[word.Start..end].StartsWith("www.", StringComparison.OrdinalIgnoreCase)) return AddLink(text, word.Start, end, isField);
        if (!isField) links.Add((word.Start, end));
        hostEnd = end;
        return 0;
    }

    private int AddLink(ReadOnlySpan<char> text, int start, int from, bool isField)
    {
        var end = LinkRange.End(text, from);
        if (!isField) links.Add((start, end));
        WordlessLinks++;
        position++;
        return end;
    }

    private int ReadHandle(ReadOnlySpan<char> text, int sign, bool isField)
    {
        var end = HandleRange.End(text, sign);
        if (end < 0) return sign + 1;
        if (LeadingHandles == position) LeadingHandles++;
        AddMark(isField ? -1 : sign, end - sign, text[(sign + 1)..end], TermKind.Handle);
        position++;
        return end < text.Length && WordRange.IsPossessive(text, end) ? end + 2 : end;
    }

    // The words of a hashtag are read after it, as words.
    private int ReadHashtag(ReadOnlySpan<char> text, int sign, bool isField)
    {
        var end = HashtagRange.End(text, sign);
        if (end > 0) AddMark(isField ? -1 : sign, end - sign, text[(sign + 1)..end], TermKind.Hashtag);
        return sign + 1;
    }

    private void AddMark(int start, int length, ReadOnlySpan<char> mark, TermKind kind)
    {
        var at = folded.Length;
        var hash = kind == TermKind.Handle ? folded.AppendLower(mark, kind) : folded.AppendFolded(mark, kind);
        Marks.Add(new FoundTerm { Start = start, Length = length, Position = position, FoldedAt = at, FoldedLength = folded.Length - at, Hash = hash });
    }

    private void AddWord(ReadOnlySpan<char> text, in WordRange word, bool isField)
    {
        var at = folded.Length;
        var letters = text[word.Start..word.End];
        var hash = word.Plain ? folded.AppendLower(letters, TermKind.Word) : folded.AppendFolded(letters, TermKind.Word);
        Words.Add(new FoundTerm
        {
            Start = isField ? -1 : word.Start,
            Length = letters.Length,
            Position = position++,
            FoldedAt = at,
            FoldedLength = folded.Length - at,
            Hash = hash,
        });
    }
}
