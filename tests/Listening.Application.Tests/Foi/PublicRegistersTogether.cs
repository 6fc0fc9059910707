using System.Globalization;
using Listening.Application.Auditing;
using Listening.Application.Foi;
using Listening.Application.Foi.Registers;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Posts;
using Listening.TestSupport.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Listening.Application.Tests.Foi;

/// <summary>The register that ships and two public ones, brought together.</summary>
public sealed class PublicRegistersTogether(ITestOutputHelper output) : PipelineTest(TestDatabases.SqliteAsync)
{
    [PublicRegistersFact]
    public async Task Recognise_no_worse_than_the_one_that_ships()
    {
        await Pipeline.Get<AuthoritySeeding>().SeedAsync(CancellationToken.None);
        foreach (var file in (string[])[PublicRegisters.LocalAuthorities, PublicRegisters.PublicBodies])
        {
            var report = await ImportAsync(file);
            output.WriteLine(report.Summary);
            if (Environment.GetEnvironmentVariable("SHOW") is not null) File.WriteAllLines($"/tmp/report-{report.Register}.txt", report.Lines);
        }

        var recogniser = (await Pipeline.Get<AuthorityBook>().CurrentAsync(CancellationToken.None)).Recogniser;
        var (expected, found, right) = (0, 0, 0);
        foreach (var (names, text) in HeldOut())
        {
            var counted = recogniser.Find(new Post { Id = "1", Text = text }).Authorities.Select(each => each.Authority.Name).ToList();
            (expected, found, right) = (expected + names.Count, found + counted.Count, right + counted.Intersect(names).Count());
            if (counted.Except(names).Any() || names.Except(counted).Any()) output.WriteLine($"[{string.Join("; ", names)}] found [{string.Join("; ", counted)}]: {text}");
        }

        var measured = string.Create(CultureInfo.InvariantCulture, $"precision {(double)right / found:P1}, recall {(double)right / expected:P1}");
        output.WriteLine(measured);
        Assert.True(expected > 100, "The table is not read.");
        Assert.True((double)right / found >= 0.95, measured);
        Assert.True((double)right / expected >= 0.90, measured);
    }

    private async Task<RegisterReport> ImportAsync(string file)
    {
        var (report, refusal) = await Pipeline.Get<RegisterImport>().ImportAsync(
            await PublicRegisters.ReadAsync(file), dryRun: false, allowRemovals: false, new OperationContext("1", Clock.UtcNow, "Test."), CancellationToken.None);
        Assert.Null(refusal);
        return report!;
    }

    private static IEnumerable<(IReadOnlyList<string> Names, string Text)> HeldOut()
    {
        foreach (var line in File.ReadLines(Path.Combine(PublicRegisters.Root, "tests", "Listening.Core.Tests", "Foi", "Cases", "authorities-held-out.txt")))
        {
            if (line.Trim().Length == 0 || line == "#" || line.StartsWith("# ", StringComparison.Ordinal)) continue;
            var columns = line.Split(" | ");
            string[] names = columns[0].Trim() == "-" ? [] : columns[0].Trim().Split("; ");
            yield return ([.. names.Where(name => name[0] != '?')], string.Join(" | ", columns[1..]).Trim());
        }
    }
}
