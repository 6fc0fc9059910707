namespace Listening.Host.Configuration;

/// <summary>The configuration turned out wrong when it was used; the process ends with exit code 2.</summary>
public sealed class ConfigurationException(ConfigurationProblem problem) : Exception(problem.ToString());
