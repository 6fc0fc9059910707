using Listening.Application.Storage;
using Listening.Core.Foi;

namespace Listening.Application.Foi;

/// <summary>Makes one authority of what several registers say of it.</summary>
internal static class AuthorityMerge
{
    /// <summary>The authority under the name its row has, with the names of all registers.</summary>
    public static Authority Of(AuthorityRow row, IReadOnlyList<Authority> entries) => new()
    {
        Name = row.Name,
        Kind = row.Kind,
        Nation = row.Nation,
        Region = row.Region,
        Welsh = All(entries, entry => entry.Welsh),
        // Another register's official name is one more name that means nobody else.
        Short = [.. All(entries, entry => [.. entry.Short, entry.Name]).Where(name => !name.Equals(row.Name, StringComparison.OrdinalIgnoreCase))],
        Abbreviations = All(entries, entry => entry.Abbreviations),
        Weak = All(entries, entry => entry.Weak),
        Handles = All(entries, entry => entry.Handles),
        Places = All(entries, entry => entry.Places),
        HearsComplaints = entries.Any(entry => entry.HearsComplaints),
        // The register that ships comes first by its name; people looked at its names one by one.
        IsEverydayName = entries is [{ IsEverydayName: true }, ..],
    };

    private static IReadOnlyList<string> All(IReadOnlyList<Authority> entries, Func<Authority, IEnumerable<string>> names) =>
        [.. entries.SelectMany(names).Distinct(StringComparer.OrdinalIgnoreCase)];
}
