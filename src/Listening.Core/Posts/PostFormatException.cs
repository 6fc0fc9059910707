namespace Listening.Core.Posts;

/// <summary>A line is not a post. The message names the field and what was expected, never its content.</summary>
public sealed class PostFormatException(string message) : FormatException(message);
