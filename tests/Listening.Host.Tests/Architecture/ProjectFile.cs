using System.Xml.Linq;

namespace Listening.Host.Tests.Architecture;

/// <summary>What a project file says it builds on.</summary>
internal sealed record ProjectFile(string Name, string Path, IReadOnlySet<string> Projects, IReadOnlySet<string> Packages)
{
    /// <summary>Every project of the repository.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(Read)];

    /// <summary>The project of that name.</summary>
    public static ProjectFile Named(string name) => All.Single(project => project.Name == name);

    private static ProjectFile Read(string path)
    {
        var document = XDocument.Load(System.IO.Path.Combine(Repository.Root, path));
        return new ProjectFile(
            System.IO.Path.GetFileNameWithoutExtension(path),
            path,
            Includes(document, "ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include)).ToHashSet(StringComparer.Ordinal),
            Includes(document, "PackageReference").ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Includes(XDocument document, string element) =>
        document.Descendants(element).Select(item => item.Attribute("Include")?.Value ?? "").Where(include => include.Length > 0);
}
