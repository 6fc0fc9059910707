namespace Listening.Core.Words;

/// <summary>Takes what <see cref="TextWalk{TSink}"/> finds. Implemented by structs, so that the compiler makes each walk of its own sink.</summary>
internal interface ITermSink
{
    /// <summary>A word as written.</summary>
    /// <param name="letters">Its letters, without a possessive 's.</param>
    /// <param name="start">First unit in the text; -1 when the text is not the post's.</param>
    /// <param name="plain">True when it is made of ASCII only, so that folding it is lower-casing it.</param>
    /// <param name="position">Its place in the order of words.</param>
    void Word(ReadOnlySpan<char> letters, int start, bool plain, int position);

    /// <summary>Words as <see cref="PlainWord"/> takes them, all in one block.</summary>
    /// <param name="first">Where the block begins.</param>
    /// <param name="begins">Where they begin, one bit for each character of the block.</param>
    /// <param name="words">Which characters belong to words.</param>
    /// <param name="position">The first one's place in the order of words.</param>
    void PlainWords(int first, ulong begins, ulong words, int position);

    /// <summary>A word that the walk's <see cref="TextScan"/> holds folded, a byte for each of its units, from <paramref name="at"/> on.</summary>
    void PlainWord(int at, int length, int position);

    /// <summary>A hashtag or handle.</summary>
    /// <param name="letters">Without its sign.</param>
    /// <param name="start">Its sign in the text; -1 when the text is not the post's.</param>
    /// <param name="length">With its sign.</param>
    /// <param name="kind"><see cref="TermKind.Hashtag"/> or <see cref="TermKind.Handle"/>.</param>
    /// <param name="position">Its place in the order of words.</param>
    /// <param name="isLeading">True for a handle that stands before anything but handles.</param>
    void Mark(ReadOnlySpan<char> letters, int start, int length, TermKind kind, int position, bool isLeading);

    /// <summary>A link of the post's text.</summary>
    void Link(int start, int end);
}
