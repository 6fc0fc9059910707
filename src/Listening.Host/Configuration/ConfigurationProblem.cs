namespace Listening.Host.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Key">The setting, for example <c>Listening:Retention:StandardHours</c>.</param>
/// <param name="Found">What stands there; never a secret's value.</param>
/// <param name="Accepted">What may stand there.</param>
public sealed record ConfigurationProblem(string Key, string Found, string Accepted)
{
    /// <summary>One line for people.</summary>
    public override string ToString() => $"{Key}: found {Found}; accepted: {Accepted}.";
}
