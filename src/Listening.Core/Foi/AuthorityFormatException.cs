namespace Listening.Core.Foi;

/// <summary>A register or a file of words is broken; nothing of it is used. The message says where, what was found and what is accepted.</summary>
public sealed class AuthorityFormatException(string message, Exception? inner = null) : Exception(message, inner);
