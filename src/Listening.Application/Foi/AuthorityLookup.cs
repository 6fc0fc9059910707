using Listening.Core.Posts;

namespace Listening.Application.Foi;

/// <summary>Finds the authority that somebody means by a name they type.</summary>
public sealed class AuthorityLookup(AuthorityBook book)
{
    /// <summary>The longest name.</summary>
    public const int LongestLength = 300;

    /// <summary>The authority of that official name, or else the only one that is known by it or whose official name begins so.</summary>
    /// <returns>Its number; or why there is none.</returns>
    public async Task<(int Id, string? Refusal)> FindAsync(string? name, CancellationToken cancellationToken)
    {
        var typed = name?.Trim() ?? "";
        if (typed.Length is 0 or > LongestLength) return (0, "Enter the name of a public authority.");
        var known = await book.CurrentAsync(cancellationToken);
        if (known.All.FirstOrDefault(one => one.Authority.Name.Equals(typed, StringComparison.OrdinalIgnoreCase)) is { Authority: not null } exact) return (exact.Id, null);
        var found = known.Recogniser.Find(new Post { Id = "typed", Text = typed }).Authorities.Select(authority => known.NumberOf(authority.Authority)).Distinct().ToList();
        if (found.Count == 0) found = [.. known.All.Where(one => one.Authority.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Take(2).Select(one => one.Id)];
        return found switch
        {
            [var only] => (only, null),
            [] => (0, "No public authority of the register is known by that name."),
            _ => (0, "More than one public authority is known by that name. Enter the official name."),
        };
    }
}
