namespace Listening.Core.Foi;

/// <summary>Words that say what kind of body stands for a place, such as "borough council" behind it or "university of" before it.</summary>
/// <param name="Class">What kind.</param>
/// <param name="Sort">What the words say beyond the kind.</param>
/// <param name="Before">True when they may stand before the place.</param>
/// <param name="After">True when they may stand behind the place.</param>
/// <param name="Text">The words.</param>
internal sealed record BodyPhrase(BodyClass Class, BodySort Sort, bool Before, bool After, string Text);
