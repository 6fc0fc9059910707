using System.Text.RegularExpressions;
using Listening.Application.Auditing;
using Xunit;

namespace Listening.Host.Tests.Architecture;

/// <summary>Holds documents against the code they speak of.</summary>
public partial class DocumentTests
{
    [Fact]
    public void Every_audit_event_is_explained_and_none_is_invented()
    {
        var inCode = typeof(AuditEvents).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);
        var explained = EventRow().Matches(Repository.ReadText("docs/audit-events.md")!).Select(row => row.Groups["event"].Value).Order(StringComparer.Ordinal);
        Assert.Equal(inCode, explained);
    }

    [Fact]
    public void Every_link_to_a_file_in_the_documents_leads_somewhere()
    {
        var broken = (
            from document in Repository.Files.Where(path => path.EndsWith(".md", StringComparison.Ordinal))
            from Match link in Link().Matches(Repository.ReadText(document)!)
            let path = link.Groups["path"].Value
            where !path.StartsWith("https:", StringComparison.Ordinal) && !path.StartsWith("http:", StringComparison.Ordinal)
            let target = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, path)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{document}: {path}").ToList();
        Assert.Empty(broken);
    }

    [GeneratedRegex(@"^\| `(?<event>[a-z.-]+)` \|", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"\]\((?<path>[^)#\s]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
