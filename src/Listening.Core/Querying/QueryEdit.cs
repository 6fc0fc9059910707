using System.Text;

namespace Listening.Core.Querying;

/// <summary>Changes a query's text.</summary>
public static class QueryEdit
{
    /// <summary>The query, but not for posts that have these words.</summary>
    /// <param name="query">The query as written.</param>
    /// <param name="words">A word, or several side by side, as they stand in a post; whatever is neither letter nor digit counts as a space.</param>
    /// <returns>The new text, for its writer to look at; the query as it was when there are no words.</returns>
    public static string Without(string query, string words)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(words);
        var kept = Plain(words);
        if (kept.Length == 0) return query;
        var left = kept.Contains(' ', StringComparison.Ordinal) || IsOperator(kept) ? $"-\"{kept}\"" : $"-{kept}";
        // Of alternatives the last alone would be narrowed.
        return Query.Parse(query).Query?.Root is Or ? $"({query.Trim()}) {left}" : $"{query.Trim()} {left}".Trim();
    }

    private static bool IsOperator(string word) => word is "AND" or "OR" or "NOT";

    // Signs mean something in a query; between words of a phrase they mean nothing.
    private static string Plain(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '\'' or '’' || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
                plain.Append(rune.ToString());
            else if (plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        }

        return plain.ToString().Trim(' ', '\'', '’');
    }
}
