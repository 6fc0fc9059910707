namespace Listening.Core.Foi;

/// <summary>Builds a <see cref="NameIndex"/>: of every authority all the names under which a post may speak of it.</summary>
internal sealed class NameIndexBuilder
{
    private readonly NameIndex index;
    private readonly NameShape shape;
    private readonly Dictionary<string, int> places = [];
    private readonly HashSet<string> commonWords;

    private NameIndexBuilder(AuthorityWords words)
    {
        index = new NameIndex { Words = new WordTable(words.Aliases), NotMisspellings = words.NotMisspellings };
        commonWords = [.. words.Phrases.Where(phrase => phrase.Tag == WordTag.CommonWord).Select(phrase => phrase.Phrase)];
        foreach (var body in words.Bodies)
        {
            index.Bodies.Add(index.Words.Add(body.Text), body);
            index.CompactBodies.TryAdd(Compact(body.Text), body);
        }

        foreach (var (phrase, tag) in words.Phrases) index.Tags.Add(index.Words.Add(phrase), tag);
        shape = new NameShape(index);
    }

    /// <summary>Builds the index of a register.</summary>
    public static NameIndex Build(AuthorityRegister register, AuthorityWords words)
    {
        var builder = new NameIndexBuilder(words);
        foreach (var authority in register.Authorities) builder.Add(authority);
        builder.index.Words.AddAliases();
        return builder.index;
    }

    private void Add(Authority authority)
    {
        var number = index.Authorities.Count;
        var parts = shape.Read(authority);
        var known = new KnownAuthority(authority, parts.Class, parts.Sort);
        index.Authorities.Add(known);
        foreach (var name in (IEnumerable<string>)[authority.Name, .. authority.Welsh.SelectMany(WelshMutations.Of), .. authority.Short, .. parts.Names]) AddName(name, NameForm.Full, number);
        foreach (var name in authority.Abbreviations) AddName(name, NameForm.Abbreviation, number);
        foreach (var name in authority.Weak) AddName(name, NameForm.Weak, number);
        foreach (var handle in authority.Handles) Put(index.Handles, handle.ToLowerInvariant(), number);
        if (parts.Class == BodyClass.None) return;
        foreach (var place in authority.Places.Count > 0 ? authority.Places : parts.Place) AddPlace(place, known, number);
    }

    private void AddName(string name, NameForm form, int authority)
    {
        foreach (var written in Spellings(name))
        {
            var words = index.Words.Add(written);
            index.Names.Add(words, new NameEntry(form, authority, name));
            // An abbreviation that needs words around it cannot have them inside a hashtag.
            if (form != NameForm.Weak && words.Length > 0) Put(index.Compact, Compact(written), authority);
            if (form == NameForm.Full && words.Length > 1) File(written);
        }
    }

    private void AddPlace(string place, KnownAuthority known, int authority)
    {
        foreach (var written in Spellings(place).SelectMany(each => known.Authority.Nation == "Wales" ? WelshMutations.Of(each) : [each]))
        {
            var words = index.Words.Add(written);
            if (words.Length == 0) continue;
            // By numbers: "the Hillingdon" is the place Hillingdon.
            var key = string.Join(' ', words);
            if (!places.TryGetValue(key, out var number))
            {
                places.Add(key, number = index.Places.Count);
                index.Places.Add(new NamedPlace(place, commonWords.Contains(string.Join(' ', index.Words.Split(written)))));
            }

            if (!index.Places[number].Authorities.Contains(authority)) index.Places[number].Authorities.Add(authority);
            index.Names.Add(words, new NameEntry(NameForm.Place, number, place));
            index.CompactPlaces.TryAdd(Compact(written), number);
            known.PlaceWords.UnionWith(index.Words.Split(written).Where(IsTelling).Select(word => index.Words.Find(word)));
            File(written);
        }
    }

    private void File(string name)
    {
        foreach (var word in index.Words.Split(name)) index.Misspellings.Add(word, index.Words.Find(word));
    }

    // Short words stand in any post.
    private static bool IsTelling(string word) => word.Length > 3 && word is not ("under" or "upon" or "with" or "north" or "south" or "east" or "west");

    // "Guy's" is written "Guys" as well.
    private static IEnumerable<string> Spellings(string name) => name.Contains('\'', StringComparison.Ordinal) ? [name, name.Replace("'", "", StringComparison.Ordinal)] : [name];

    private string Compact(string name) => string.Concat(index.Words.Split(name)).Replace("'", "", StringComparison.Ordinal);

    private static void Put(Dictionary<string, List<int>> names, string name, int authority)
    {
        if (!names.TryGetValue(name, out var known)) names.Add(name, known = []);
        if (!known.Contains(authority)) known.Add(authority);
    }
}
