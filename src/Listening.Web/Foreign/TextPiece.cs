namespace Listening.Web.Foreign;

/// <summary>A part of somebody's text: shown as it is, or shown as a label because it could not be seen or would mislead.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="Length">Number of UTF-16 units.</param>
/// <param name="Label">What to show in its place, for example <c>U+202E</c>; empty to show nothing; null to show the text.</param>
internal readonly record struct TextPiece(int Start, int Length, string? Label)
{
    public int End => Start + Length;
}
