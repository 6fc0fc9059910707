using System.Text.Json;
using Listening.Host.Configuration;
using Listening.Host.Tests.Serving;
using Listening.TestSupport.Executable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Host.Tests.Commands;

/// <summary>What an auditor does, with a service that collected five posts six days ago and has deleted them.</summary>
public sealed class AuditTests : IClassFixture<AuditTests.Service>, IDisposable
{
    private readonly Service _service;
    private readonly CommandFolder _elsewhere = new();

    public AuditTests(Service service)
    {
        _service = service;
        // All that an auditor takes away.
        File.Copy(Directory.GetFiles(_service.Checkpoints, "*.public.pem").Single(), Path.Combine(_elsewhere.Path, "public.pem"));
    }

    public void Dispose() => _elsewhere.Dispose();

    [Fact]
    public async Task The_log_is_whole_and_signed()
    {
        var verified = (await _service.RunAsync("audit verify")).Expect(0);

        Assert.Matches(@"^nothing is wrong \d+ entries, the last of \d{4}-", verified.Lines[0]);
        Assert.Contains(verified.Lines, line => line.StartsWith("signed ", StringComparison.Ordinal) && line.EndsWith("checkpoints fit", StringComparison.Ordinal));
        Assert.Contains("an auditor brings an own copy by --key", verified.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--key", (await _service.RunAsync("audit verify", "--key", _elsewhere.Path + "/public.pem")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_verified_alone_and_every_change_of_it_is_found()
    {
        var exported = (await _service.RunAsync("audit export --out -")).Expect(0);
        var export = _elsewhere.Write("log.jsonl", exported.Output);

        var verified = (await _elsewhere.RunAsync("audit verify --export log.jsonl --key public.pem")).Expect(0);
        Assert.Contains("nothing is wrong", verified.Output, StringComparison.Ordinal);
        Assert.Contains("\"event\":\"log.exported\"", exported.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ServiceFolder.Canary, exported.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(export, exported.Output.Replace("\"posts\":5", "\"posts\":4", StringComparison.Ordinal));
        var edited = (await _elsewhere.RunAsync("audit verify --export log.jsonl --key public.pem")).Expect(1);
        Assert.Matches(@"^WRONG +Entry \d+ was edited", edited.Output);
        await File.WriteAllLinesAsync(export, exported.Lines.Where(line => !line.StartsWith("{\"checkpoint", StringComparison.Ordinal)));
        (await _elsewhere.RunAsync("audit verify --export log.jsonl --key public.pem")).Expect(1);
    }

    [Fact]
    public async Task A_deletion_is_proved_to_somebody_who_has_only_the_public_key()
    {
        var proof = Path.Combine(_elsewhere.Path, "proof.json");
        var said = (await _service.RunAsync("audit prove deletion", $"{ServiceFolder.Canary}-3", "--out", proof)).Expect(0);

        Assert.Contains("because its limit had passed", said.Output, StringComparison.Ordinal);
        Assert.Contains("rule             Standard, 120 hours, version 1 of the rules", said.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ServiceFolder.Canary, await File.ReadAllTextAsync(proof), StringComparison.Ordinal);
        Assert.Contains("the proof holds", (await _elsewhere.RunAsync("audit verify --proof proof.json --key public.pem")).Expect(0).Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(proof, (await File.ReadAllTextAsync(proof)).Replace("\"late\":", "\"late\":1", StringComparison.Ordinal));
        Assert.Contains("The entry is not part of the signed log.", (await _elsewhere.RunAsync("audit verify --proof proof.json --key public.pem")).Expect(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_nobody_deleted_is_not_claimed_to_be() =>
        Assert.Equal("No deletion that can be asked for names it.", (await _service.RunAsync("audit prove deletion https://social.example/never")).Expect(1).Output.Trim());

    [Fact]
    public async Task A_changed_database_is_found_by_the_first_entry_that_is_wrong()
    {
        var copy = _service.Copy(_elsewhere);
        await using (var connection = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """UPDATE "LogEntries" SET "Lateness"=0 WHERE "Kind"=2""";
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }

        var verified = (await _elsewhere.RunAsync("audit verify")).Expect(1);
        Assert.Matches(@"^WRONG +Entry \d+ was edited: its content does not give the hash that was kept with it\.", verified.Output);
    }

    [Theory]
    [InlineData("audit verify --export nowhere.jsonl --key public.pem", "There is no file nowhere.jsonl.")]
    [InlineData("audit verify --export public.pem", "Name the public key by --key")]
    [InlineData("audit verify --proof public.pem", "Name the public key by --key")]
    [InlineData("audit verify --proof nowhere.json --key nowhere.pem", "There is no file nowhere.pem.")]
    public async Task What_cannot_be_verified_is_said(string command, string reason) =>
        Assert.Contains(reason, (await _elsewhere.RunAsync(command)).Expect(2).Errors, StringComparison.Ordinal);

    public sealed class Service : IAsyncLifetime
    {
        private readonly ServiceFolder _folder = new();

        public string Checkpoints => _folder.PathOf("checkpoints");

        public Task<CommandResult> RunAsync(string command, params string[] more) =>
            ListeningProgram.RunAsync(_folder.PathOf(""), [.. command.Split(' '), .. more]);

        /// <summary>Copies database, checkpoints and configuration into another folder.</summary>
        public string Copy(CommandFolder to)
        {
            foreach (var name in (string[])["listening.db", "listening.db-wal"])
            {
                if (File.Exists(_folder.PathOf(name))) File.Copy(_folder.PathOf(name), Path.Combine(to.Path, name));
            }

            Configure(to.Path);
            return Path.Combine(to.Path, "listening.db");
        }

        public async Task InitializeAsync()
        {
            _folder.Record(1, 5);
            var options = _folder.Options();
            options.Audit = new AuditOptions { SigningKeyFolder = _folder.PathOf("signing"), CheckpointFolder = Checkpoints };
            await using (var sixDaysAgo = await RunningService.StartAsync(options, services => services.AddSingleton<TimeProvider>(new ShiftedTime(TimeSpan.FromDays(-6)))))
                await sixDaysAgo.RoutedAsync(5);
            options.Searches.Clear();
            await using (await RunningService.StartAsync(options)) { /* deletes before it serves, and signs */ }
            Configure(_folder.PathOf(""));
        }

        public Task DisposeAsync()
        {
            _folder.Dispose();
            return Task.CompletedTask;
        }

        private void Configure(string folder) => File.WriteAllText(Path.Combine(folder, "appsettings.json"), JsonSerializer.Serialize(new
        {
            Listening = new
            {
                Urls = "http://127.0.0.1:0",
                Database = new { Provider = "Sqlite", ConnectionString = "Data Source=listening.db" },
                Keys = new { Folder = _folder.PathOf("keys") },
                Audit = new { SigningKeyFolder = _folder.PathOf("signing"), CheckpointFolder = Checkpoints },
                Sources = new { recording = new { Kind = "Recorded", Recorded = new { Path = _folder.Recording } } },
            },
        }));
    }
}
