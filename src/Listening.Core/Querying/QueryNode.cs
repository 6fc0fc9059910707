using Listening.Core.Words;

namespace Listening.Core.Querying;

/// <summary>A node of a query's syntax tree.</summary>
/// <param name="Column">Where it begins in the query's text, counted from 1 in UTF-16 units.</param>
public abstract record QueryNode(int Column);

/// <summary>Every part holds; at least two parts.</summary>
public sealed record And(IReadOnlyList<QueryNode> Parts, int Column) : QueryNode(Column);

/// <summary>At least one part holds; at least two parts.</summary>
public sealed record Or(IReadOnlyList<QueryNode> Parts, int Column) : QueryNode(Column);

/// <summary>The part does not hold.</summary>
public sealed record Not(QueryNode Part, int Column) : QueryNode(Column);

/// <summary>A whole word of the text, or a hashtag of those letters.</summary>
/// <param name="Text">As written in the query, without a possessive 's.</param>
/// <param name="Folded">What is compared: lower case, without accents.</param>
/// <param name="Column">Where it begins.</param>
public sealed record Word(string Text, string Folded, int Column) : QueryNode(Column)
{
    internal uint Hash => TermHash.Of(Folded, TermKind.Word);
}

/// <summary>Words one after the other, whatever punctuation stands between them; at least two.</summary>
public sealed record Phrase(IReadOnlyList<Word> Words, int Column) : QueryNode(Column);

/// <summary>All of these words, in any order, within as many words of the text as <see cref="Window"/> says.</summary>
/// <param name="Words">At least two, all different.</param>
/// <param name="Window">Length of the window in words, these included.</param>
/// <param name="Column">Where it begins.</param>
public sealed record Proximity(IReadOnlyList<Word> Words, int Window, int Column) : QueryNode(Column);

/// <summary>A word, or a hashtag, that begins with these letters.</summary>
/// <param name="Text">As written, without the <c>*</c>.</param>
/// <param name="Folded">What is compared; at least <see cref="QueryLimits.ShortestPrefix"/> units.</param>
/// <param name="Column">Where it begins.</param>
public sealed record Prefix(string Text, string Folded, int Column) : QueryNode(Column);

/// <summary>A hashtag, in the text or among the post's hashtags.</summary>
/// <param name="Text">As written, without the <c>#</c>.</param>
/// <param name="Folded">What is compared.</param>
/// <param name="Column">Where it begins.</param>
public sealed record Hashtag(string Text, string Folded, int Column) : QueryNode(Column);

/// <summary>A handle mentioned in the text or among the post's mentions.</summary>
/// <param name="Handle">Lower case, without the <c>@</c> in front.</param>
/// <param name="Column">Where it begins.</param>
public sealed record Mention(string Handle, int Column) : QueryNode(Column);

/// <summary>Written by this account.</summary>
/// <param name="Handle">Lower case, without the <c>@</c> in front.</param>
/// <param name="Column">Where it begins.</param>
public sealed record From(string Handle, int Column) : QueryNode(Column);

/// <summary>Addressed to this account: its handle stands before anything else in the text, or the post is a reply that mentions it.</summary>
/// <param name="Handle">Lower case, without the <c>@</c> in front.</param>
/// <param name="Column">Where it begins.</param>
public sealed record To(string Handle, int Column) : QueryNode(Column);

/// <summary>A link to this host or one below it, and to this path or one below it.</summary>
/// <param name="Host">Lower case, ASCII, without <c>www.</c>.</param>
/// <param name="Path">Empty, or lower case and beginning with <c>/</c>, without a slash at its end.</param>
/// <param name="Column">Where it begins.</param>
public sealed record Url(string Host, string Path, int Column) : QueryNode(Column);

/// <summary>The platform says that the post is in this language, or in a regional form of it.</summary>
/// <param name="Tag">BCP 47 tag in lower case, for example <c>en</c> or <c>en-gb</c>.</param>
/// <param name="Column">Where it begins.</param>
public sealed record Lang(string Tag, int Column) : QueryNode(Column);

/// <summary>The post answers another.</summary>
public sealed record IsReply(int Column) : QueryNode(Column);

/// <summary>The post carries a link.</summary>
public sealed record HasLink(int Column) : QueryNode(Column);
