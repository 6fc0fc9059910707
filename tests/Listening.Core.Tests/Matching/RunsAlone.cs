namespace Listening.Core.Tests.Matching;

/// <summary>Tests that look at the clock or at memory, and so cannot share the process with others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "runs alone";

    /// <summary>Processor time of this process: unlike a clock on the wall it does not mind what else the machine does.</summary>
    public static TimeSpan ProcessorTime => Environment.CpuUsage.TotalTime;
}
