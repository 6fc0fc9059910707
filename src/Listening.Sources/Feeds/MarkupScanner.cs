namespace Listening.Sources.Feeds;

/// <summary>Reads the tokens of a document that should be XML and may not be.</summary>
/// <remarks>
/// It never fails, resolves nothing and looks at each character a bounded number of times. Comments, processing
/// instructions and document types are passed over. Tags need not match: what belongs together is the caller's decision.
/// </remarks>
internal sealed class MarkupScanner(string source, int start, int end)
{
    private const string DataStart = "<![CDATA[";

    // Where each delimiter was found last, so that a document full of openings without an end is not searched each time.
    private readonly Dictionary<string, int> found = new(StringComparer.Ordinal);

    private int nameStart;
    private int nameEnd;

    /// <summary>What was read last.</summary>
    public MarkupKind Kind { get; private set; }

    /// <summary>First position of the token in the document.</summary>
    public int From { get; private set; }

    /// <summary>Position behind the token; setting it goes on from there.</summary>
    public int Position { get; set; } = start;

    /// <summary>Range of the text, of the inside of a CDATA section, or of a start tag's attributes.</summary>
    public (int From, int To) Content { get; private set; }

    /// <summary>True when a start tag closes itself.</summary>
    public bool SelfClosing { get; private set; }

    /// <summary>A tag's name with its prefix, as written.</summary>
    public ReadOnlySpan<char> Name => source.AsSpan(nameStart, nameEnd - nameStart);

    /// <summary>The end tag of the element being read, such as <c>&lt;/title</c>: where a CDATA section without end is cut off.</summary>
    public string? EndTag { get; set; }

    /// <summary>Goes to the next token; false at the end of the document.</summary>
    public bool Read()
    {
        while (Position < end)
        {
            From = Position;
            if (source[Position] != '<')
            {
                var next = source.IndexOf('<', Position, end - Position);
                return Is(MarkupKind.Text, From, next < 0 ? end : next, next < 0 ? end : next);
            }

            if (StartsWith(DataStart)) return ReadData();
            if (StartsWith("<!--")) Skip("-->", 4);
            else if (StartsWith("<?")) Skip("?>", 2);
            else if (StartsWith("<!")) SkipDeclaration();
            else if (IsNameStart(Position + 1)) return ReadStartTag();
            else if (StartsWith("</") && IsNameStart(Position + 2)) return ReadEndTag();
            else return Is(MarkupKind.Text, From, From + 1, From + 1);
        }

        return false;
    }

    private bool ReadData()
    {
        var inside = From + DataStart.Length;
        var close = Next("]]>", inside);
        var another = Next(DataStart, inside);
        if (close < end && close <= another) return Is(MarkupKind.Data, inside, close, close + 3);

        // Not closed before the next one opens: it ends where its element does.
        var cut = EndTag is null ? end : Next(EndTag, inside);
        if (cut == end) cut = Math.Min(another, close);
        return Is(MarkupKind.Data, inside, cut, cut);
    }

    private bool ReadStartTag()
    {
        ReadName(Position + 1);
        var at = nameEnd;
        var quote = '\0';
        for (; at < end; at++)
        {
            var character = source[at];
            // XML has no < inside a tag, so one that stands there means that a quote or a > was forgotten.
            if (character == '<' || (quote == '\0' && character == '>')) break;
            if (quote != '\0') quote = character == quote ? '\0' : quote;
            else if (character is '"' or '\'') quote = character;
        }

        SelfClosing = at > nameEnd && source[at - 1] == '/';
        return Is(MarkupKind.Start, nameEnd, SelfClosing ? at - 1 : at, at < end && source[at] == '>' ? at + 1 : at);
    }

    private bool ReadEndTag()
    {
        ReadName(Position + 2);
        var at = source.AsSpan(nameEnd, end - nameEnd).IndexOfAny('<', '>');
        var close = at < 0 ? end : nameEnd + at;
        return Is(MarkupKind.End, close, close, close < end && source[close] == '>' ? close + 1 : close);
    }

    private void ReadName(int from)
    {
        nameStart = nameEnd = from;
        while (nameEnd < end && (char.IsLetterOrDigit(source[nameEnd]) || source[nameEnd] is ':' or '_' or '-' or '.')) nameEnd++;
    }

    private void Skip(string delimiter, int opening)
    {
        var close = Next(delimiter, Position + opening);
        // Without an end only the opening is passed over: better some rubbish in a text than the rest of the feed lost.
        Position = close == end ? Position + opening : close + delimiter.Length;
    }

    private void SkipDeclaration()
    {
        var depth = 0;
        for (var at = Position; at < end; at++)
        {
            if (source[at] == '[') depth++;
            else if (source[at] == ']') depth--;
            else if (source[at] == '>' && depth <= 0)
            {
                Position = at + 1;
                return;
            }
        }

        Position = end;
    }

    private int Next(string delimiter, int from)
    {
        if (found.TryGetValue(delimiter, out var known) && known >= from) return known;
        var at = from >= end ? -1 : source.IndexOf(delimiter, from, end - from, StringComparison.OrdinalIgnoreCase);
        return found[delimiter] = at < 0 ? end : at;
    }

    private bool StartsWith(string opening) => string.CompareOrdinal(source, Position, opening, 0, opening.Length) == 0;

    private bool IsNameStart(int at) => at < end && (char.IsLetter(source[at]) || source[at] is '_' or ':');

    private bool Is(MarkupKind kind, int from, int to, int next)
    {
        (Kind, Content, Position) = (kind, (from, to), next);
        return true;
    }
}
