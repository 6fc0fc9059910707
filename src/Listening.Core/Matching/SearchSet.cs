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
    private readonly Waiting[]?[] waiting;
    private readonly CompiledSearch[] searches;
    private readonly CompiledSearch[] always;
    private readonly TermStatistics statistics;

    private SearchSet(SearchTerms terms, Waiting[]?[] waiting, CompiledSearch[] searches, TermStatistics statistics)
    {
        (this.terms, this.waiting, this.searches, this.statistics) = (terms, waiting, searches, statistics);
        always = Array.FindAll(searches, search => search.Anchors.IsEmpty);
    }

    /// <summary>Number of searches.</summary>
    public int Count => searches.Length;

    /// <summary>Bytes that it takes, the searches' syntax trees apart.</summary>
    public long IndexBytes =>
        terms.Vocabulary.Size + statistics.Size + (waiting.LongLength * 8) + (searches.LongLength * 8)
        + waiting.Sum(list => list is null ? 0 : 24 + (list.LongLength * 24)) + searches.Sum(search => search.Size);

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
        var search = new SearchCompiler(added, Learned).Compile(number, query);
        var lists = Remove(number, added.Vocabulary.Count);
        foreach (var anchor in search.Anchors) lists[anchor.Term] = [.. lists[anchor.Term] ?? [], new Waiting(anchor, search)];
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
        var read = PostTerms.Read(post, terms);
        try
        {
            Wake(read, found);
            foreach (var search in always)
                if (search.Holds(read)) found.Add(search.Number);
            statistics.Learn(read);
        }
        finally
        {
            read.Return();
        }

        if (found.Count - before > 1) SortAndJoin(found, before);
    }

    private static SearchSet Build(IEnumerable<KeyValuePair<int, Query>> searches, Func<ReadOnlySpan<byte>, double> frequency)
    {
        var built = new SearchTerms();
        var compiler = new SearchCompiler(built, frequency);
        CompiledSearch[] compiled = [.. searches.OrderBy(search => search.Key).Select(search => compiler.Compile(search.Key, search.Value))];
        var lists = new List<Waiting>?[built.Vocabulary.Count];
        foreach (var search in compiled)
        {
            foreach (var anchor in search.Anchors) (lists[anchor.Term] ??= []).Add(new Waiting(anchor, search));
        }

        return new SearchSet(built, Array.ConvertAll(lists, list => list?.ToArray()), compiled, new TermStatistics(built.Vocabulary.Count));
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
    private static double Guess(ReadOnlySpan<byte> letters) =>
        letters[0] <= (byte)TermKind.Host ? 1 : letters.Length > 5 ? 2 : letters.Length > 3 ? 3 : 5;

    private void Wake(PostTerms post, List<int> found)
    {
        var signature = ~post.Signature;
        foreach (var term in post.Found)
        {
            if (waiting[term] is not { } list) continue;
            foreach (ref readonly var one in list.AsSpan())
            {
                if ((one.Need & signature) != 0 || (one.Other >= 0 && !post.Has(one.Other))) continue;
                if (one.Search.Holds(post)) found.Add(one.Search.Number);
            }
        }
    }

    private double Learned(ReadOnlySpan<byte> letters)
    {
        var guess = Guess(letters);
        if (!statistics.IsEnough) return guess;
        var term = terms.Vocabulary.Find(TermKey.Of(letters), ref MemoryMarshal.GetReference(letters));
        // What was never met is rare; among the rare the guess decides.
        return term < 0 ? guess : statistics.CostOf(term) + (guess / 1000);
    }

    private Waiting[]?[] Remove(int number, int size)
    {
        var lists = new Waiting[]?[size];
        waiting.CopyTo(lists, 0);
        var (from, to) = PlacesOf(number);
        foreach (var search in searches.AsSpan(from, to - from))
        {
            foreach (var anchor in search.Anchors)
                lists[anchor.Term] = Array.FindAll(lists[anchor.Term]!, one => one.Search != search);
        }

        return lists;
    }

    private (int From, int To) PlacesOf(int number)
    {
        var from = 0;
        for (var to = searches.Length; from < to; )
        {
            var middle = (from + to) / 2;
            if (searches[middle].Number < number) from = middle + 1;
            else to = middle;
        }

        var end = from;
        while (end < searches.Length && searches[end].Number == number) end++;
        return (from, end);
    }

    /// <summary>A search that waits for a term.</summary>
    private readonly struct Waiting(in Anchor anchor, CompiledSearch search)
    {
        public readonly ulong Need = anchor.Need;
        public readonly int Other = anchor.Other;
        public readonly CompiledSearch Search = search;
    }
}
