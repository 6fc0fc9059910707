using System.Text;

namespace Listening.Core.Foi;

/// <summary>Public authorities, each official name once. Immutable.</summary>
public sealed class AuthorityRegister
{
    private const string Folder = "Listening.Core.Foi.Register.";
    private static readonly Lazy<AuthorityRegister> Shipped = new(LoadShipped);

    private AuthorityRegister(IReadOnlyList<Authority> authorities) => Authorities = authorities;

    /// <summary>The register that ships with the service. <c>docs/authorities.md</c> says what is in it.</summary>
    public static AuthorityRegister Default => Shipped.Value;

    /// <summary>The authorities, in the order of their files.</summary>
    public IReadOnlyList<Authority> Authorities { get; }

    /// <summary>Makes a register, for example of an imported list.</summary>
    /// <exception cref="AuthorityFormatException">Two authorities have the same official name.</exception>
    public static AuthorityRegister Create(IEnumerable<Authority> authorities)
    {
        var all = authorities.ToArray();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return all.FirstOrDefault(authority => !names.Add(authority.Name)) is { } twice
            ? throw new AuthorityFormatException($"The official name \"{twice.Name}\" stands in the register twice.")
            : new AuthorityRegister(all);
    }

    /// <summary>Reads one file of a register in the form that <c>docs/authorities.md</c> describes.</summary>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="text">Read to its end, not closed.</param>
    /// <exception cref="AuthorityFormatException">The file is broken; the message gives line and column.</exception>
    public static AuthorityRegister Read(string file, TextReader text) => Create(AuthorityFile.Read(file, text));

    private static AuthorityRegister LoadShipped()
    {
        var assembly = typeof(AuthorityRegister).Assembly;
        var authorities = new List<Authority>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            authorities.AddRange(AuthorityFile.Read(name[Folder.Length..], text));
        }

        return Create(authorities);
    }
}
