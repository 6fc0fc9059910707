using Listening.Core.Posts;
using Listening.Core.Words;

namespace Listening.Core.Foi;

/// <summary>A post taken apart for the recogniser. Reused from post to post; not shared by threads.</summary>
internal sealed class PostWords(NameIndex index)
{
    private const int NameReach = 3;
    private readonly AnalysedText analysed = new();
    private readonly HashSet<uint> room = [];
    private readonly List<int> found = [];
    private PostWord[] words = new PostWord[64];

    /// <summary>The post's text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>Words by which misspelt ones may be meant.</summary>
    public List<int> Similar { get; } = [];

    /// <summary>True when no word begins with a capital.</summary>
    public bool HasNoCapitals { get; private set; }

    /// <summary>True when most words begin with one, so that a capital says nothing.</summary>
    public bool IsAllCapitals { get; private set; }

    /// <summary>True when words of freedom of information stand anywhere.</summary>
    public bool HasFoi { get; private set; }

    /// <summary>Hashtags and handles, with their folded letters by <see cref="Letters"/>.</summary>
    public TermList Marks => analysed.Marks;

    /// <summary>A word.</summary>
    public ref PostWord this[int at] => ref words[at];

    /// <summary>The folded letters of a mark.</summary>
    public ReadOnlySpan<char> Letters(in FoundTerm mark) => analysed.Folded(mark);

    /// <summary>Reads a post.</summary>
    public void Read(Post post)
    {
        Text = post.Text;
        Similar.Clear();
        analysed.Clear();
        analysed.Read(Text);
        foreach (var mention in post.Mentions) analysed.AddHandle(mention);
        foreach (var hashtag in post.Hashtags) analysed.AddHashtag(hashtag);
        Count = analysed.Words.Count;
        if (words.Length < Count) words = new PostWord[Count * 2];
        int capitals = 0, sentence = 0;
        for (var at = 0; at < Count; at++)
        {
            ref readonly var term = ref analysed.Words[at];
            ref var word = ref words[at];
            word = new PostWord { Start = term.Start, End = term.Start + term.Length, Number = index.Words.Find(analysed.Folded(term)) };
            var letters = Text.AsSpan(term.Start, term.Length);
            word.IsCapital = char.IsUpper(letters[0]);
            word.IsAllCapitals = letters.Length > 1 && !letters.ContainsAnyInRange('a', 'z') && word.IsCapital;
            word.IsHashtag = word.Start > 0 && Text[word.Start - 1] is '#' or '＃';
            var ends = false;
            word.Gap = at == 0 ? Gap.Break : Gaps.Between(Text, words[at - 1], word, term.Position - analysed.Words[at - 1].Position, out ends);
            if (ends) sentence++;
            word.Sentence = sentence;
            if (word.IsCapital && letters.Length > 1) capitals++;
        }

        for (var at = 0; at < Count; at++)
            if (words[at].Number == WordTable.Unknown && IsNearName(at)) FindSimilar(ref words[at], analysed.Folded(analysed.Words[at]));

        HasNoCapitals = capitals == 0;
        IsAllCapitals = Count > 3 && capitals * 10 > Count * 7;
        foreach (var (start, end) in analysed.Links)
            for (var at = 0; at < Count; at++) words[at].IsLink |= words[at].Start >= start && words[at].End <= end;
        PostTags.Read(this, index);
        HasFoi = false;
        for (var at = 0; at < Count && !HasFoi; at++) HasFoi = (words[at].Tags & WordTag.Foi) != WordTag.None;
    }

    // Spellings are compared only where a name may be: most unknown words are in no name.
    private bool IsNearName(int at)
    {
        for (var other = Math.Max(0, at - NameReach); other < Math.Min(Count, at + NameReach + 1); other++)
        {
            var number = words[other].Number;
            if (number < 0 || other == at) continue;
            if (index.Bodies.Step(PhraseTrie<BodyPhrase>.Root, number) >= 0) return true;
            if (Math.Abs(other - at) < NameReach && index.Names.Step(PhraseTrie<NameEntry>.Root, number) >= 0) return true;
        }

        return false;
    }

    private void FindSimilar(ref PostWord word, ReadOnlySpan<char> folded)
    {
        word.SimilarFrom = Similar.Count;
        if (folded.Length < Misspellings.Shortest || word.IsHashtag) return;
        if (index.NotMisspellings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(folded)) return;
        index.Misspellings.Find(folded, room, found);
        Similar.AddRange(found);
        word.SimilarCount = found.Count;
        found.Clear();
    }
}
