namespace Listening.TestSupport.Servers;

/// <summary>
/// Says which peers the available facts and theories of a test class need. On a class derived from a class of tests it
/// holds for the inherited ones too, so that one set of tests can run on several databases.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(params Peer[] peers) : Attribute
{
    /// <summary>The peers, all of them needed.</summary>
    public IReadOnlyList<Peer> Peers { get; } = peers;
}
