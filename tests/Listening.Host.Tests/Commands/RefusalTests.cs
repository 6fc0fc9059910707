using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Listening.Host.Tests.Commands;

/// <summary>What cannot be used is refused with exit code 2, in words that help, and nothing on standard output.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly CommandFolder _folder = new();

    [Theory]
    [InlineData("listen", "listen")]
    [InlineData("queues --josn", "--josn")]
    [InlineData("search", "command")]
    [InlineData("search add", "NAME")]
    [InlineData("search add fees --source recording", "--query")]
    [InlineData("search add fees --query fee --source recording --purpose Money", "Money")]
    [InlineData("search add fees --query fee --source recording --every often", "often")]
    [InlineData("source read", "NAME")]
    [InlineData("source read recording --limit many", "many")]
    [InlineData("route", "--posts")]
    [InlineData("match --posts posts.jsonl", "--searches")]
    [InlineData("person", "command")]
    [InlineData("user add somebody", "--role")]
    [InlineData("user roles somebody --role boss", "“boss”; accepted: triage, foi, auditor, search-editor, authoriser, administrator")]
    [InlineData("person erase --handle someone", "--reference")]
    [InlineData("person erase --reference IC-17 --handle someone --reason Boredom", "Boredom")]
    public async Task An_unusable_command_line_is_answered_with_what_is_wrong_and_where_help_is(string command, string named)
    {
        var refused = (await _folder.RunAsync(command)).Expect(2);

        Assert.Contains(named, refused.Errors);
        Assert.Contains("listening --help", refused.Errors);
        Assert.Empty(refused.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("queues")]
    [InlineData("search list")]
    [InlineData("source read recording")]
    [InlineData("person counts")]
    [InlineData("sign-in-link")]
    public async Task A_wrong_configuration_is_answered_with_key_finding_and_what_is_accepted(string command)
    {
        _folder.Write("appsettings.json", """{"Listening": {"Database": {"Provider": "Sqlite", "ConnectionString": "Data Source=x.db"}, "Keys": {"Folder": "keys"}, "Sources": {"a": {"Kind": "Tape"}}}}""");

        var refused = (await _folder.RunAsync(command)).Expect(2);

        Assert.Equal("Listening:Sources:a:Kind: found “Tape”; accepted: Recorded, Feed, Bluesky, BlueskyStream, Mastodon, MastodonStream, X, YouTube, Facebook, LinkedIn, WhatDoTheyKnow.", refused.Errors.Trim());
        Assert.Empty(refused.Output);
        Assert.Equal(["appsettings.json"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("\"Cron\": \"every day\"", "“every day” is not a cron expression in Quartz form")]
    [InlineData("\"EverySeconds\": 60, \"Purpose\": \"Fee\"", "lower-case letters")]
    public async Task A_search_in_the_configuration_that_cannot_run_is_a_wrong_configuration(string schedule, string reason)
    {
        var name = reason.StartsWith('“') ? "fees" : "Fees and letters";
        _folder.Write("appsettings.json", $$$"""{"Listening": {"Database": {"Provider": "Sqlite", "ConnectionString": "Data Source=x.db"}, "Keys": {"Folder": "keys"}, "Sources": {"a": {"Kind": "Recorded"}}, "Searches": {"{{{name}}}": {"Query": "fee", "Sources": ["a"], {{{schedule}}} } } } }""");

        var refused = (await _folder.RunAsync("serve")).Expect(2);

        Assert.StartsWith($"Listening:Searches:{name}: found a search that is refused; accepted: ", refused.Errors);
        Assert.Contains(reason, refused.Errors);
        Assert.DoesNotContain("   at ", refused.Errors);
    }

    [Fact]
    public async Task A_configuration_file_that_is_not_there_is_named()
    {
        var refused = (await _folder.RunAsync("queues --config nowhere.json")).Expect(2);

        Assert.Contains("nowhere.json", refused.Errors);
        Assert.Contains("appsettings.example.json", refused.Errors);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_the_setting_to_change()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        _folder.Configure([], urls: address);

        var refused = (await _folder.RunAsync("serve")).Expect(2);

        Assert.Equal(
            $"Listening:Urls: {address} is taken by another program, perhaps by this one started before; stop it or choose another address.", refused.Errors.Trim());
        Assert.Empty(refused.Output);
        // The one that serves there already may be working on the same database.
        Assert.False(File.Exists(Path.Combine(_folder.Path, "listening.db")));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused_like_a_taken_one()
    {
        // Set aside for documentation, so no machine has it.
        _folder.Configure([], urls: "http://192.0.2.1:5080");

        var refused = (await _folder.RunAsync("serve")).Expect(2);

        Assert.Equal("Listening:Urls: http://192.0.2.1:5080 cannot be served by this machine or account (AddressNotAvailable); choose another address.", refused.Errors.Trim());
    }

    [Theory]
    [InlineData("Data Source=posts.jsonl/listening.db")]
    [InlineData("Data Source=posts.jsonl")]
    [InlineData("Server=somewhere;Colour=blue")]
    [InlineData("no connection string at all")]
    public async Task A_database_that_cannot_be_used_ends_a_command_with_a_sentence(string connection)
    {
        _folder.Configure([CommandFolder.Line("1", "not a database, whatever its name")], connection: connection);

        var refused = (await _folder.RunAsync("queues")).Expect(1);

        Assert.StartsWith("The database (Sqlite) cannot be used: ", refused.Errors);
        Assert.DoesNotContain("   at ", refused.Errors);
        Assert.Empty(refused.Output);
    }

    public void Dispose() => _folder.Dispose();
}
