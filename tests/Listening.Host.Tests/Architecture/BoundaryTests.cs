using System.Reflection;
using Xunit;

namespace Listening.Host.Tests.Architecture;

/// <summary>Who may build on whom. A project exists only where its boundary prevents something.</summary>
public class BoundaryTests
{
    private static readonly string[] _providers = ["Sqlite", "SqlServer", "Npgsql", "SqlClient", "Storage.PostgreSql"];

    [Fact]
    public void Core_builds_on_nothing_but_the_base_class_library()
    {
        var core = ProjectFile.Named("Listening.Core");

        Assert.Empty(core.Projects);
        Assert.Empty(core.Packages);
        Assert.All(References("Listening.Core"), name => Assert.True(IsBaseClassLibrary(name), name));
    }

    [Fact]
    public void Sources_reach_neither_the_database_nor_the_use_cases()
    {
        Assert.Equal(["Listening.Core"], ProjectFile.Named("Listening.Sources").Projects);
        Refuses("Listening.Sources", "EntityFrameworkCore", "Listening.Application", "MassTransit", "Quartz");
    }

    [Fact]
    public void The_use_cases_reach_no_scheduler_page_or_provider()
    {
        Assert.Equal(["Listening.Core"], ProjectFile.Named("Listening.Application").Projects);
        Refuses("Listening.Application", ["Quartz", "Razor", "Mvc", "RabbitMQ", .. _providers]);
    }

    [Fact]
    public void Pages_reach_no_source_scheduler_or_provider() =>
        Refuses("Listening.Web", ["Listening.Sources", "Quartz", "RabbitMQ", .. _providers]);

    [Theory]
    [InlineData("Listening.Storage.Sqlite")]
    [InlineData("Listening.Storage.SqlServer")]
    [InlineData("Listening.Storage.PostgreSql")]
    public void A_provider_knows_no_other_provider_and_no_page(string provider)
    {
        Assert.Subset(
            new HashSet<string>(StringComparer.Ordinal) { "Listening.Core", "Listening.Application", "Microsoft.SqlServer.Server" },
            ProjectFile.Named(provider).Projects.ToHashSet(StringComparer.Ordinal));
        Refuses(provider, "Listening.Web", "Listening.Sources", "Quartz", "Razor");
    }

    [Fact]
    public void Nothing_of_the_service_builds_on_the_host()
    {
        var service = ProjectFile.All.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal)).ToList();

        Assert.Contains(service, project => project.Name == "Listening.Host");
        Assert.All(service, project => Assert.DoesNotContain("Listening.Host", project.Projects));
        Assert.All(
            service.Where(project => project.Name is not "Listening.Host" and not "Microsoft.SqlServer.Server"),
            project => Assert.DoesNotContain("listening", References(project.Name), StringComparer.Ordinal));
    }

    private static void Refuses(string project, params string[] parts)
    {
        var packages = ProjectFile.Named(project).Packages;
        Assert.All(References(project).Concat(packages).Concat(ProjectFile.Named(project).Projects), name =>
            Assert.DoesNotContain(parts, part => name.Contains(part, StringComparison.Ordinal)));
    }

    private static List<string> References(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!).ToList();

    private static bool IsBaseClassLibrary(string name)
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return File.Exists(Path.Combine(folder, name + ".dll"));
    }
}
