using Xunit;

namespace Listening.Host.Tests.Commands;

public sealed class UserTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    public UserTests() => _folder.Configure([CommandFolder.Line("1", "something")]);

    [Fact]
    public async Task The_first_link_makes_an_administrator_who_stays_and_others_come_and_go()
    {
        (await _folder.RunAsync("sign-in-link --account first")).Expect(0);
        var refused = (await _folder.RunAsync("sign-in-link --account Nadia")).Expect(1);
        Assert.Contains("listening user add", refused.Errors);
        Assert.Empty(refused.Output);

        var added = (await _folder.RunAsync("user add Nadia --role triage --role foi")).Expect(0);
        Assert.Contains("/sign-in/", added.Output);
        Assert.Contains("already", (await _folder.RunAsync("user add nadia --role foi")).Expect(1).Errors);
        (await _folder.RunAsync("user roles Nadia --role auditor")).Expect(0);
        (await _folder.RunAsync("user disable Nadia")).Expect(0);
        Assert.Contains("disabled", (await _folder.RunAsync("sign-in-link --account Nadia")).Expect(1).Errors);
        Assert.Contains("last administrator", (await _folder.RunAsync("user disable first")).Expect(1).Errors);
        Assert.Contains("no account of this name", (await _folder.RunAsync("user enable nobody")).Expect(1).Errors);

        var listed = (await _folder.RunAsync("user list")).Expect(0);
        Assert.Matches("^1 +first +may sign in +administrator$", listed.Lines[0]);
        Assert.Matches("^2 +Nadia +disabled .+ UTC +auditor$", listed.Lines[1]);
        (await _folder.RunAsync("user enable Nadia")).Expect(0);
    }

    public void Dispose() => _folder.Dispose();
}
