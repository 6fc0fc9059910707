using Xunit;
using static Listening.Host.Tests.Commands.CommandFolder;

namespace Listening.Host.Tests.Commands;

public sealed class TokenTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public TokenTests() => _folder.Configure([Line("1", "nothing")]);

    [Fact]
    public async Task Are_issued_once_listed_without_themselves_and_revoked()
    {
        var token = (await _folder.RunAsync("token issue case-system --scope items:read:complaint --scope items:act --days 30")).Expect(0).Output.Trim();
        Assert.StartsWith("lst_", token, StringComparison.Ordinal);

        var list = (await _folder.RunAsync("token list")).Expect(0).Output;
        Assert.Contains("items:act items:read:complaint", list, StringComparison.Ordinal);
        Assert.DoesNotContain(token, list, StringComparison.Ordinal);

        Assert.Equal("Token 1 is revoked.", (await _folder.RunAsync("token revoke 1")).Expect(0).Output.Trim());
        Assert.Contains("revoked already", (await _folder.RunAsync("token revoke 1")).Expect(1).Errors);
        Assert.Contains(" revoked ", (await _folder.RunAsync("token list")).Expect(0).Output);
        Assert.Contains("There is no scope everything", (await _folder.RunAsync("token issue case-system --scope everything")).Expect(1).Errors);
    }

    public void Dispose() => _folder.Dispose();
}
