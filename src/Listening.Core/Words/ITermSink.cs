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

    /// <summary>A word of ASCII letters and digits that the walk's <see cref="TextScan"/> holds in lower case from <paramref name="at"/> on.</summary>
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
