using System.Runtime.InteropServices;
using Listening.Core.Posts;
using Listening.Core.Querying;
using Listening.Core.Words;

namespace Listening.Core.Matching;

/// <summary>All saved searches, compiled: holds a post against every one of them at once. Immutable and safe to share by threads.</summary>
/// <remarks>
/// Each search waits for terms of which a post must have one. A post is read once; of its words only those count that
/// some search has; only the searches they wake are held against the post. docs/matching.md tells the whole way.
/// </remarks>
public sealed class SearchSet
{
    private readonly SearchTerms terms;
    private readonly WaitingList[] waiting;
    private readonly CompiledSearch[] searches;
    private readonly TermStatistics statistics;

    private SearchSet(SearchTerms terms, WaitingList[] waiting, CompiledSearch[] searches, TermStatistics statistics) =>
        (this.terms, this.waiting, this.searches, this.statistics) = (terms, waiting, searches, statistics);

    /// <summary>Number of searches.</summary>
    public int Count => searches.Length;

    /// <summary>Bytes that it takes, the searches' syntax trees apart.</summary>
    public long IndexBytes =>
        terms.Vocabulary.Size + statistics.Size + (searches.LongLength * 8)
        + waiting.Sum(list => list.Size) + searches.Sum(search => search.Size);

    /// <summary>True when it has seen enough posts for <see cref="Tune"/> to be worth its time.</summary>
    public bool CanTune => statistics.IsEnough;

    /// <summary>Compiles searches; the numbers given come back from <see cref="Match"/>.</summary>
    public static SearchSet Build(IEnumerable<KeyValuePair<int, Query>> searches) => Build(searches, Guess);

    /// <summary>The same searches, each waiting for what was rarest in the posts matched so far.</summary>
    public SearchSet Tune() => Build(searches.Select(search => KeyValuePair.Create(search.Number, search.Query)), Learned);

    /// <summary>The same searches and one more, in place of all that had its number. Takes milliseconds, however many there are.</summary>
    public SearchSet With(int number, Query query)
    {
        var added = terms.Copy();
        var (search, ways) = new SearchCompiler(added, Learned).Compile(number, query);
        var lists = Remove(number, added.Vocabulary.Count);
        foreach (var way in ways) lists[way.Term] = lists[way.Term].With(Posting.Of(search, way));
        var (from, to) = PlacesOf(number);
        return new SearchSet(added, lists, [.. searches.AsSpan(0, from), search, .. searches.AsSpan(to)], statistics.Grown(added.Vocabulary.Count));
    }

    /// <summary>The same searches without those of that number.</summary>
    public SearchSet Without(int number)
    {
        var (from, to) = PlacesOf(number);
        return from == to
            ? this
            : new SearchSet(terms, Remove(number, terms.Vocabulary.Count), [.. searches.AsSpan(0, from), .. searches.AsSpan(to)], statistics);
    }

    /// <summary>Adds to <paramref name="found"/> the numbers of the searches that match, each once, in ascending order.</summary>
    public void Match(Post post, List<int> found)
    {
        var before = found.Count;
        var reader = PostTermsReader.Read(post, terms);
        try
        {
            Wake(reader.Terms, found);
            statistics.Learn(reader.Terms);
        }
        finally
        {
            reader.Return();
        }

        if (found.Count - before > 1) SortAndJoin(found, before);
    }

    private static SearchSet Build(IEnumerable<KeyValuePair<int, Query>> searches, Func<ReadOnlySpan<byte>, double> frequency)
    {
        var built = new SearchTerms();
        var compiler = new SearchCompiler(built, frequency);
        var lists = new List<List<(int, Posting)>?>();
        var compiled = new List<CompiledSearch>();
        foreach (var (number, query) in searches.OrderBy(search => search.Key))
        {
            var (search, ways) = compiler.Compile(number, query);
            compiled.Add(search);
            CollectionsMarshal.SetCount(lists, built.Vocabulary.Count);
            foreach (var way in ways) (lists[way.Term] ??= []).AddRange(Posting.Of(search, way));
        }

        CollectionsMarshal.SetCount(lists, built.Vocabulary.Count);
        return new SearchSet(built, WaitingList.Build(lists), [.. compiled], new TermStatistics(built.Vocabulary.Count));
    }

    private static void SortAndJoin(List<int> found, int from)
    {
        var added = CollectionsMarshal.AsSpan(found)[from..];
        added.Sort();
        var kept = 1;
        for (var i = 1; i < added.Length; i++)
            if (added[i] != added[kept - 1]) added[kept++] = added[i];
        CollectionsMarshal.SetCount(found, from + kept);
    }

    // Before anything was learned: hashtags, handles and hosts are rare, and short words are common.
    private static double Guess(ReadOnlySpan<byte> letters) => (TermKind)letters[0] switch
    {
        TermKind.Hashtag or TermKind.Handle or TermKind.Author or TermKind.Host or TermKind.Addressed => 1,
        TermKind.Language or TermKind.Trait => 100,
        _ => letters.Length > 5 ? 2 : letters.Length > 3 ? 3 : 5,
    };

    private void Wake(PostTerms post, List<int> found)
    {
        // Asked of all first, and without a branch: the processor then waits for their memory at once, and not for one after the other.
        var awaited = post.Awaited;
        var count = 0;
        foreach (var term in post.Found)
        {
            awaited[count] = term;
            count += waiting[term].Count > 0 ? 1 : 0;
        }

        foreach (var term in awaited[..count]) waiting[term].Wake(post, found);
    }

    private double Learned(ReadOnlySpan<byte> letters)
    {
        var guess = Guess(letters);
        if (!statistics.IsEnough) return guess;
        var term = terms.Vocabulary.Find(TermKey.Of(letters), ref MemoryMarshal.GetReference(letters));
        // What was never met is rare; among the rare the guess decides.
        return term < 0 ? guess : statistics.CostOf(term) + (guess / 1000);
    }

    private WaitingList[] Remove(int number, int size)
    {
        var lists = new WaitingList[size];
        waiting.CopyTo(lists, 0);
        lists.AsSpan(waiting.Length).Fill(WaitingList.Empty);
        var (from, to) = PlacesOf(number);
        foreach (var term in searches[from..to].SelectMany(search => search.Awaited))
            lists[term] = lists[term].Without(number);
        return lists;
    }

    private (int From, int To) PlacesOf(int number)
    {
        var from = 0;
        for (var to = searches.Length; from < to;)
        {
            var middle = (from + to) / 2;
            if (searches[middle].Number < number) from = middle + 1;
            else to = middle;
        }

        var end = from;
        while (end < searches.Length && searches[end].Number == number) end++;
        return (from, end);
    }
}
