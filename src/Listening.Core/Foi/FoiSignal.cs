using Listening.Core.Matching;

namespace Listening.Core.Foi;

/// <summary>A signal found in a post, with the words that say so.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Says">What it means, for staff.</param>
/// <param name="Spans">The words in the post's text; empty when a list of hashtags says so.</param>
/// <param name="Days">Days claimed for an overdue answer (weeks, months and years are turned into days); null when none are.</param>
/// <param name="Sections">Sections cited for a refusal, for example <c>section 43</c>.</param>
/// <param name="Marks">How it is to be read.</param>
public sealed record FoiSignal(FoiSignalKind Kind, string Says, IReadOnlyList<TextSpan> Spans, int? Days, IReadOnlyList<string> Sections, FoiSignalMarks Marks);
