using System.Globalization;
using System.Net;
using System.Text;
using Listening.Sources.Http;
using Listening.TestSupport;
using Xunit;

namespace Listening.Sources.Tests.Http;

public sealed class DisguisedAddressTests
{
    private static readonly GuardedHttpOptions Once = new() { MaximumRetries = 0, ConnectTimeout = TimeSpan.FromSeconds(5) };

    private static IEnumerable<(string Kind, string Form)> Forms() =>
        from line in TestFile.Lines("Http/disguised-addresses.txt")
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select (words[0], words[1]);

    [Fact]
    public async Task Connects_to_no_private_address_in_any_disguise()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var watch = new SocketWatch();
        using var client = GuardedHttp.CreateClient(Once, TimeProvider.System);
        var forms = Forms().ToList();
        var wrong = new List<string>();
        foreach (var (kind, form) in forms)
        {
            var read = await ReadAsync(client, form, server);
            var byTheGuard = read?.Failure?.Message.Contains("private or reserved", StringComparison.Ordinal) ?? false;
            if (kind == "nowhere" ? read is { Failure: null } : !byTheGuard) wrong.Add($"{form}: {read?.Status} {read?.Failure}");
        }

        Assert.Empty(wrong);
        Assert.True(forms.Count >= 60);
        Assert.Equal(0, server.Connections);
        Assert.Equal(0, watch.ConnectsTo(server.Address.Port));
    }

    [Fact]
    public async Task The_same_forms_reach_the_server_when_the_guard_is_off()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Otherwise = static _ => Task.CompletedTask;
        using var watch = new SocketWatch();
        using var client = GuardedHttp.CreateClient(Once with { AllowPrivateAddresses = true }, TimeProvider.System);
        var wrong = new List<string>();
        foreach (var (_, form) in Forms().Where(form => form.Kind == "reaches"))
        {
            if (await ReadAsync(client, form, server) is not { Status: HttpStatusCode.OK }) wrong.Add(form);
        }

        Assert.Empty(wrong);
        Assert.NotEqual(0, server.Connections);
        Assert.NotEqual(0, watch.ConnectsTo(server.Address.Port));
    }

    [Fact]
    public async Task A_redirect_to_any_of_them_is_refused_as_well()
    {
        await using var inside = await ScriptedServer.StartAsync();
        await using var outside = await ScriptedServer.StartAsync();
        // Allowed for the first hop only, as for a server that is trusted itself but not with directions.
        using var client = GuardedHttp.CreateClient(Once with { AllowPrivateAddresses = true }, TimeProvider.System);
        var targets = Forms().Select(form => WithPort(form.Form, inside)).Where(form => Uri.IsWellFormedUriString(form, UriKind.Absolute)).ToList();
        var wrong = new List<string>();
        foreach (var target in targets)
        {
            outside.Then(302, null, ("Location", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(target))));
            using var request = new HttpRequestMessage(HttpMethod.Get, outside.Address);
            var read = await GuardedHttp.ReadAsync(client, request, TimeProvider.System, default);
            if (read is { Failure: null } or { Status: not null }) wrong.Add($"{target}: {read.Status} {read.Failure}");
        }

        Assert.Empty(wrong);
        Assert.True(targets.Count >= 60);
        Assert.Equal(targets.Count, outside.Requests.Count);
        Assert.Equal(0, inside.Connections);
    }

    public static TheoryData<string> PublicAddresses => [.. TestFile.Lines("Http/public-addresses.txt")];

    [Theory, MemberData(nameof(PublicAddresses))]
    public void Lets_addresses_of_the_public_internet_through(string address) => Assert.True(PublicAddress.Contains(IPAddress.Parse(address)));

    private static string WithPort(string form, ScriptedServer server) =>
        form.Replace("{port}", server.Address.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    // Null when the form is no address to begin with, so nothing can be sent to it.
    private static async Task<BodyRead?> ReadAsync(HttpClient client, string form, ScriptedServer server)
    {
        if (!Uri.TryCreate(WithPort(form, server), UriKind.Absolute, out var address)) return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await GuardedHttp.ReadAsync(client, request, TimeProvider.System, default);
    }
}
