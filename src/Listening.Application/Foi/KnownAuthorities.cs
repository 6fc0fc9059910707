using System.Collections.Frozen;
using Listening.Core.Foi;

namespace Listening.Application.Foi;

/// <summary>The authorities that are looked for, with their numbers and the recogniser that finds them.</summary>
public sealed class KnownAuthorities
{
    private readonly Dictionary<Authority, int> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly FrozenDictionary<int, Authority> byNumber;

    internal KnownAuthorities(IReadOnlyList<(int Id, Authority Authority)> authorities)
    {
        // Two that came to have one name cannot both be meant by it: the older number is.
        var all = authorities.DistinctBy(known => known.Authority.Name, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var (id, authority) in all) numbers.Add(authority, id);
        byNumber = authorities.ToFrozenDictionary(known => known.Id, known => known.Authority);
        All = all;
        Recogniser = new AuthorityRecogniser(AuthorityRegister.Create(all.Select(known => known.Authority)));
    }

    /// <summary>All of them with their numbers.</summary>
    public IReadOnlyList<(int Id, Authority Authority)> All { get; }

    /// <summary>Finds them in posts.</summary>
    public AuthorityRecogniser Recogniser { get; }

    /// <summary>Their accounts without the @.</summary>
    public IEnumerable<string> Handles => byNumber.Values.SelectMany(authority => authority.Handles);

    /// <summary>The number of an authority that the recogniser gave.</summary>
    public int NumberOf(Authority authority) => numbers[authority];

    /// <summary>The authority of a number; null when it is removed or was never there.</summary>
    public Authority? Find(int id) => byNumber.GetValueOrDefault(id);
}
