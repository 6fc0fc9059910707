using System.Globalization;

namespace Listening.Core.Foi;

/// <summary>Gathers what is decided about one post.</summary>
internal sealed class Verdicts(NameIndex index)
{
    /// <summary>More alternatives than these make a reason harder to read.</summary>
    private const int MostNamed = 4;

    private readonly List<FoundAuthority> found = [];
    private readonly List<Authority> possible = [];
    private readonly List<string> reasons = [];

    /// <summary>True when an authority was found.</summary>
    public bool HasFound => found.Count > 0;

    /// <summary>The post is about an authority.</summary>
    public void Count(int authority, int start, int length, string because)
    {
        var known = index.Authorities[authority].Authority;
        if (!found.Exists(each => ReferenceEquals(each.Authority, known))) found.Add(new FoundAuthority(known, start, length));
        reasons.Add($"{known.Name}: {because}.");
    }

    /// <summary>The post may be about one of these.</summary>
    public void Doubt(IReadOnlyList<int> authorities, string because)
    {
        foreach (var authority in authorities)
            if (!possible.Contains(index.Authorities[authority].Authority)) possible.Add(index.Authorities[authority].Authority);
        reasons.Add($"Perhaps {Names(authorities, " or ")}: {because}.");
    }

    /// <summary>The post is not about these, though words of it look so.</summary>
    public void Reject(IReadOnlyList<int> authorities, string because)
    {
        if (authorities.Count > 0) reasons.Add($"Not {Names(authorities, " or ")}: {because}.");
    }

    /// <summary>Names of authorities, not too many.</summary>
    public string Names(IReadOnlyList<int> authorities, string between)
    {
        var names = string.Join(between, authorities.Take(MostNamed).Select(each => index.Authorities[each].Authority.Name));
        return authorities.Count <= MostNamed ? names : string.Create(CultureInfo.InvariantCulture, $"{names} and {authorities.Count - MostNamed} more");
    }

    /// <summary>Everything decided.</summary>
    public AuthorityFindings ToFindings() => reasons.Count == 0
        ? AuthorityFindings.None
        : new AuthorityFindings([.. found], [.. possible.Where(each => !found.Exists(one => ReferenceEquals(one.Authority, each)))], [.. reasons]);
}
