using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Sources;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Sources;
using Listening.TestSupport;
using Listening.TestSupport.Pipeline;
using Listening.TestSupport.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Application.Tests.Sources;

/// <summary>A pipeline with a platform that needs permission and has a budget of ten calls and one of money a day.</summary>
public abstract class PlatformTest(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    internal PlatformSource Platform { get; private set; } = null!;

    internal ListSource Pages { get; private set; } = null!;

    internal SourceMeter Meter { get; private set; } = null!;

    internal static PermissionDraft Permission { get; } = new("Terms of the square, version 3", new DateOnly(2026, 3, 1), "Plan 12-B", "Reading what is said to the organisation.");

    protected OperationContext Operation => OperationContext.Console(Clock, "For the test.");

    protected override void More(IServiceCollection services) => services.AddSingleton(provider =>
    {
        // Made when the clock is there; the pipeline's own sources are made before.
        var time = (ManualTimeProvider)provider.GetRequiredService<TimeProvider>();
        Meter = new SourceMeter([new SourceAllowance("", Calls: 10, Cost: 1), new SourceAllowance("search", Calls: 6)], TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"), time);
        Pages = new ListSource(PlatformSource.Name, time, readsEverything: false);
        Platform = new PlatformSource(Pages, Meter);
        return new SourceDefinition(PlatformSource.Name, Platform, new SourceTerms { NeedsPermission = true, Meter = Meter });
    });

    protected Task PermitAsync() => Pipeline.Get<SourcePermissions>().RecordAsync(PlatformSource.Name, Permission, Operation, CancellationToken.None);

    protected async Task<SourceStatus> StatusAsync() =>
        (await Pipeline.Get<ISourceReader>().ListAsync(CancellationToken.None)).Single(source => source.Source == PlatformSource.Name);

    protected Task<int> SearchAsync() => Pipeline.AddSearchAsync("apples", "apple", source: PlatformSource.Name);
}
