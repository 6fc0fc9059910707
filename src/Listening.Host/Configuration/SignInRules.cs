using System.Net;
using Listening.Application.Access;

namespace Listening.Host.Configuration;

/// <summary>What has to hold for signing in and for the proxies in front.</summary>
internal static class SignInRules
{
    public static IEnumerable<ConfigurationProblem> Check(ListeningOptions options) =>
        Proxies(options.Proxies).Concat(options.SignIn.SingleSignOn is { } singleSignOn ? SingleSignOn(singleSignOn) : []);

    private static IEnumerable<ConfigurationProblem> Proxies(List<string> proxies) =>
        proxies.Where(proxy => !IPAddress.TryParse(proxy, out _))
            .Select(proxy => new ConfigurationProblem("Listening:Proxies", $"“{proxy}”", "IP addresses such as 127.0.0.1"));

    private static IEnumerable<ConfigurationProblem> SingleSignOn(SingleSignOnOptions options)
    {
        const string key = "Listening:SignIn:SingleSignOn";
        // Whoever can change what comes from there decides who is administrator.
        if (options.Authority.Scheme != Uri.UriSchemeHttps && !options.Authority.IsLoopback)
            yield return new ConfigurationProblem($"{key}:Authority", $"“{options.Authority.OriginalString}”", "an address that begins with https");
        if (!options.Scope.Split(' ').Contains("openid", StringComparer.Ordinal))
            yield return new ConfigurationProblem($"{key}:Scope", $"“{options.Scope}”", "words parted by blanks, openid among them");
        if (options.Roles.Count == 0)
            yield return new ConfigurationProblem($"{key}:Roles", "nothing", "a section with one entry or more");
        foreach (var (value, role) in options.Roles.Where(role => StaffRoles.Find(role.Value) is null))
            yield return new ConfigurationProblem($"{key}:Roles:{value}", $"“{role}”", StaffRoles.List(StaffRoles.All));
    }
}
