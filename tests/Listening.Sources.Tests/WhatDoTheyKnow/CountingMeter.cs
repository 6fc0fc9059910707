using Listening.Core.Sources;

namespace Listening.Sources.Tests.WhatDoTheyKnow;

/// <summary>Lets as many calls pass as it is told.</summary>
internal sealed class CountingMeter(int allowed) : ISourceMeter
{
    public int Calls { get; private set; }

    public SourceFailure? Take(SourceCharge charge)
    {
        if (Calls + charge.Calls > allowed) return new SourceFailure(SourceFailureKind.OverBudget, "The day's budget is spent.", TimeSpan.FromHours(3));
        Calls += charge.Calls;
        return null;
    }

    public void Add(SourceCharge charge) => Calls += charge.Calls;
}
