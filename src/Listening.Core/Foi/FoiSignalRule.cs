using Listening.Core.Querying;

namespace Listening.Core.Foi;

/// <summary>What a signal, or a mark on signals, is found by.</summary>
/// <param name="Name">Of the signal, or one of the names below.</param>
/// <param name="Kind">The signal; null for what is none by itself.</param>
/// <param name="Says">What it means, for staff.</param>
/// <param name="Queries">Any of these makes it hold.</param>
/// <param name="ReadsDays">True when the time claimed belongs to it.</param>
/// <param name="ReadsSections">True when the sections cited belong to it.</param>
internal sealed record FoiSignalRule(string Name, FoiSignalKind? Kind, string Says, IReadOnlyList<Query> Queries, bool ReadsDays = false, bool ReadsSections = false)
{
    /// <summary>Without it a post does not speak of requests for information.</summary>
    public const string About = "about";

    /// <summary>Without it a time alone does not say that an answer is late.</summary>
    public const string Requests = "requests";

    /// <summary>Turns of speech that mean the opposite.</summary>
    public const string Sarcastic = "sarcastic";

    /// <summary>Turns of speech that tell another's story.</summary>
    public const string SecondHand = "second-hand";

    /// <summary>With a signal's name behind it: what says that the signal is not meant.</summary>
    public const string Unless = "unless ";
}
