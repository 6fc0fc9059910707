namespace Listening.Core.Matching;

/// <summary>A part of a post's text that made a query match.</summary>
/// <param name="Start">First UTF-16 unit, from 0.</param>
/// <param name="Length">Number of UTF-16 units, at least 1.</param>
public readonly record struct TextSpan(int Start, int Length);
