using System.Text.Json;
using Listening.Core.Routing;

namespace Listening.Core.Foi;

/// <summary>What the recogniser knows of English and Welsh, read from a file that staff can review. <c>docs/authorities.md</c> says what each list is for.</summary>
internal sealed class AuthorityWords
{
    private const string File = "Listening.Core.Foi.authority-words.json";
    private static readonly Lazy<AuthorityWords> Shipped = new(LoadShipped);

    private AuthorityWords(StrictObject root, IReadOnlyList<BodyPhrase> bodies, IReadOnlyDictionary<string, string> aliases)
    {
        Version = root.Text("version");
        (Bodies, Aliases) = (bodies, aliases);
        NotMisspellings = [.. root.Texts("notMisspellings")];
        Phrases = [.. WordTags.Lists.SelectMany(list => root.Texts(list.Key).Select(phrase => (phrase, list.Tag)))];
    }

    /// <summary>The words that ship with the service.</summary>
    public static AuthorityWords Default => Shipped.Value;

    /// <summary>The version stated in the file.</summary>
    public string Version { get; }

    /// <summary>Words for kinds of bodies.</summary>
    public IReadOnlyList<BodyPhrase> Bodies { get; }

    /// <summary>Short and misspelt words with what they stand for.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; }

    /// <summary>Words that are spelt like a place by chance.</summary>
    public HashSet<string> NotMisspellings { get; }

    /// <summary>Every other phrase with what it does.</summary>
    public IReadOnlyList<(string Phrase, WordTag Tag)> Phrases { get; }

    /// <summary>Reads a file of words.</summary>
    /// <exception cref="AuthorityFormatException">It is broken.</exception>
    public static AuthorityWords Read(Stream file)
    {
        try
        {
            using var json = JsonDocument.Parse(file);
            var root = StrictObject.From(json.RootElement, "The words", ["version", "aliases", "bodies", "notMisspellings", .. WordTags.Lists.Select(list => list.Key)]);
            var bodies = root.Value("bodies", JsonValueKind.Array).EnumerateArray().SelectMany(BodyPhraseFile.Read).ToList();
            var aliases = root.Value("aliases", JsonValueKind.Object).EnumerateObject().ToDictionary(alias => alias.Name, alias => alias.Value.GetString()!);
            return new AuthorityWords(root, bodies, aliases);
        }
        catch (Exception broken) when (broken is JsonException or RoutingRulesFormatException or InvalidOperationException or ArgumentException)
        {
            throw new AuthorityFormatException(broken.Message, broken);
        }
    }

    private static AuthorityWords LoadShipped()
    {
        using var file = typeof(AuthorityWords).Assembly.GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"The embedded file {File} is missing.");
        return Read(file);
    }
}
