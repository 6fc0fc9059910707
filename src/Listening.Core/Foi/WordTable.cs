using Listening.Core.Words;

namespace Listening.Core.Foi;

/// <summary>Numbers for the words of names, so that a post's word is looked up once.</summary>
/// <param name="aliases">Short and misspelt words with the word they are taken for.</param>
internal sealed class WordTable(IReadOnlyDictionary<string, string> aliases)
{
    /// <summary>The number of a word that no name has.</summary>
    public const int Unknown = -1;

    private readonly Dictionary<string, int> numbers = [];
    private readonly AnalysedText text = new();

    /// <summary>Number of "and", which names are held without: "Hammersmith &amp; Fulham" is one of them.</summary>
    public int And { get; private set; } = Unknown;

    /// <summary>Words known.</summary>
    public IReadOnlyDictionary<string, int> Words => numbers;

    /// <summary>Numbers of a name's words in their order, without "and" and a leading "the"; words met first get a number.</summary>
    public int[] Add(string name)
    {
        var words = Split(name);
        var found = new List<int>(words.Count);
        foreach (var word in words)
        {
            var number = Number(word);
            if (word == "and") And = number;
            else if (word != "the" || found.Count > 0 || words.Count == 1) found.Add(number);
        }

        return [.. found];
    }

    /// <summary>Lets short and misspelt words be found; after every name is added.</summary>
    public void AddAliases()
    {
        foreach (var (alias, word) in aliases)
            if (numbers.TryGetValue(word, out var number)) numbers.TryAdd(alias, number);
    }

    /// <summary>The number of a folded word.</summary>
    public int Find(ReadOnlySpan<char> word) => numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var number) ? number : Unknown;

    /// <summary>The folded words of a name.</summary>
    public IReadOnlyList<string> Split(string name)
    {
        text.Clear();
        text.Read(name);
        var words = new List<string>(text.Words.Count);
        foreach (ref readonly var word in text.Words.All) words.Add(text.Folded(word).ToString());
        return words;
    }

    private int Number(string word)
    {
        if (aliases.TryGetValue(word, out var meant)) word = meant;
        if (!numbers.TryGetValue(word, out var number)) numbers.Add(word, number = numbers.Count);
        return number;
    }
}
