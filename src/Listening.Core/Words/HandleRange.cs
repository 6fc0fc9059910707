namespace Listening.Core.Words;

/// <summary>Recognises handles as the platforms write them: <c>@name</c>, <c>@name.example.org</c>, <c>@name@example.org</c>.</summary>
internal static class HandleRange
{
    /// <summary>Behind the last unit of the handle whose sign stands at <paramref name="sign"/>; -1 when there is none.</summary>
    public static int End(ReadOnlySpan<char> text, int sign)
    {
        if (CharacterKinds.IsJoinedBefore(text, sign)) return -1;
        var name = RunEnd(text, sign + 1, dotted: false);
        if (name == sign + 1) return -1;
        var end = DottedEnd(text, sign + 1, name);
        if (end + 1 < text.Length && text[end] is '@' or '＠')
        {
            var server = RunEnd(text, end + 1, dotted: true);
            while (server > end + 1 && text[server - 1] is '.' or '-' or '_') server--;
            if (server > end + 1) end = server;
        }

        return end;
    }

    /// <summary>A handle as it is compared: lower case, letter by letter, because a handle is an identifier and not a word.</summary>
    public static string Fold(ReadOnlySpan<char> handle) =>
        string.Create(handle.Length, handle, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = FoldLetter(from[i]);
        });

    /// <summary>One letter of a handle as it is compared.</summary>
    public static char FoldLetter(char c) => c == '＠' ? '@' : char.ToLowerInvariant(c);

    /// <summary>True for a unit that a handle may be made of.</summary>
    public static bool IsHandleLetter(ReadOnlySpan<char> text, int at, out int width)
    {
        width = 1;
        return text[at] == '_' || CharacterKinds.At(text, at, out width) == CharacterKind.Letter;
    }

    // A name is followed by a domain, or by a full stop and a sentence without a space. A domain is taken when it
    // ends as domains do, or when it is written in lower case throughout.
    private static int DottedEnd(ReadOnlySpan<char> text, int start, int name)
    {
        if (name + 1 >= text.Length || text[name] is not ('.' or '-')) return name;
        var end = RunEnd(text, name, dotted: true);
        while (end > name)
        {
            while (end > name && text[end - 1] is '.' or '-' or '_') end--;
            if (end <= name) break;
            var dot = text[name..end].LastIndexOf('.');
            if (dot < 0) break;
            var label = text[(name + dot + 1)..end];
            if (TopLevelDomains.IsTopLevel(label) || (label.Length > 1 && !HasUpper(text[name..end]))) return end;
            end = name + dot;
        }

        return name;
    }

    private static int RunEnd(ReadOnlySpan<char> text, int at, bool dotted)
    {
        while (at < text.Length)
        {
            if (CharacterKinds.IsAsciiWord(text[at]))
            {
                at++;
                continue;
            }

            var width = 1;
            if (!(dotted && text[at] is '.' or '-') && !IsHandleLetter(text, at, out width)) break;
            at += width;
        }

        return at;
    }

    private static bool HasUpper(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (char.IsUpper(c)) return true;
        return false;
    }
}
