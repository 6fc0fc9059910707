using Listening.Core.Sources;

namespace Listening.Sources.Tests.X;

/// <summary>Adds up what is used; refuses when told to.</summary>
internal sealed class CountingMeter : ISourceMeter
{
    public int Calls { get; private set; }

    public int Units { get; private set; }

    public decimal Cost { get; private set; }

    public SourceFailure? Refusal { get; set; }

    public SourceFailure? Take(SourceCharge charge)
    {
        if (Refusal is null) Add(charge);
        return Refusal;
    }

    public void Add(SourceCharge charge)
    {
        Calls += charge.Calls;
        Units += charge.Units;
        Cost += charge.Cost;
    }
}
