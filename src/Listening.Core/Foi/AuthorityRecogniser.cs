using Listening.Core.Posts;

namespace Listening.Core.Foi;

/// <summary>Finds the public authorities that a post is about, under all the names people use. Deterministic; immutable and safe to share by threads.</summary>
/// <remarks><c>docs/authorities.md</c> says how it decides.</remarks>
public sealed class AuthorityRecogniser
{
    private static readonly Lazy<AuthorityRecogniser> Shipped = new(() => new AuthorityRecogniser(AuthorityRegister.Default));

    // Each thread's own room to take posts apart in; a thread that uses two recognisers makes it anew when it changes.
    [ThreadStatic]
    private static (NameIndex? Index, PostWords Words, PieceFinder Finder) room;

    private readonly NameIndex index;

    /// <summary>Prepares a register; takes about a second for 45,000 authorities.</summary>
    public AuthorityRecogniser(AuthorityRegister register)
        : this(register, AuthorityWords.Default)
    {
    }

    internal AuthorityRecogniser(AuthorityRegister register, AuthorityWords words) => index = NameIndexBuilder.Build(register, words);

    /// <summary>The recogniser of the register that ships with the service.</summary>
    public static AuthorityRecogniser Default => Shipped.Value;

    /// <summary>Finds the authorities of one post, by its text and by the mentions and hashtags its platform lists.</summary>
    public AuthorityFindings Find(Post post)
    {
        if (room.Index != index) room = (index, new PostWords(index), new PieceFinder(index));
        var words = room.Words;
        words.Read(post);
        var reading = new PostReading(index, words);
        room.Finder.Find(words, reading.Pieces);
        if (reading.Pieces.Count == 0 && words.Marks.Count == 0) return AuthorityFindings.None;
        NameJudge.Read(reading);
        BodyJoiner.Read(reading);
        BarePlaces.Read(reading);
        MarkReader.Read(reading, regulators: false);
        NameJudge.ReadRegulators(reading);
        MarkReader.Read(reading, regulators: true);
        return reading.Verdicts.ToFindings();
    }
}
