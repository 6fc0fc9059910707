namespace Listening.Core.Foi;

/// <summary>How far apart two spellings are.</summary>
internal static class Spelling
{
    private const int Longest = 40;

    /// <summary>Letters left out, added, changed or swapped with their neighbour; many when a word is very long.</summary>
    public static int Slips(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > Longest || b.Length > Longest) return int.MaxValue;
        Span<int> before = stackalloc int[Longest + 1];
        Span<int> last = stackalloc int[Longest + 1];
        Span<int> now = stackalloc int[Longest + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                now[j] = Math.Min(changed, Math.Min(last[j], now[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = Math.Min(now[j], before[j - 2] + 1);
            }

            var spare = before;
            before = last;
            last = now;
            now = spare;
        }

        return last[b.Length];
    }
}
