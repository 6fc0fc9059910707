using Microsoft.Data.Sqlite;
using Xunit;

namespace Listening.Host.Tests.Commands;

public sealed class AuthorityRegisterTests : IDisposable
{
    private const string Header = "Name,Short name,URL name,Tags\n";
    private readonly CommandFolder _folder = new();

    public AuthorityRegisterTests() => _folder.Configure([]);

    [Fact]
    public async Task Is_imported_with_a_report_and_listed()
    {
        _folder.Write("all-authorities.csv", Header + "Ambleford Town Council,,ambleford,parish_council\nBarle Borough Council,,barle,local_council\nOld Cray Council,,cray,defunct\n");

        var dry = (await ImportAsync("all-authorities.csv", "--dry-run")).Expect(0);
        Assert.Equal("Nothing was changed.", dry.Errors.Trim());
        Assert.Empty((await _folder.RunAsync("authorities list --kind parish-council")).Expect(0).Output);
        var report = (await ImportAsync("all-authorities.csv")).Expect(0);

        Assert.Equal(dry.Output, report.Output);
        Assert.Equal(
            [
                "whatdotheyknow: 2 bodies, 1 left out; 2 added, 0 linked, 0 renamed, 0 changed, 0 removed, 0 unclear",
                "added Ambleford Town Council (parish-council)", "added Barle Borough Council (district-council)",
            ],
            report.Lines);
        var listed = Assert.Single((await _folder.RunAsync("authorities list --kind parish-council")).Expect(0).Lines);
        Assert.Matches("^[0-9]+ +parish-council +Ambleford Town Council$", listed);
        Assert.Equal(22, (await _folder.RunAsync("authorities list --kind welsh-council --nation Wales")).Expect(0).Lines.Count);
        Assert.Empty((await _folder.RunAsync("authorities list --removed")).Expect(0).Output);
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM \"LogEntries\" WHERE \"Event\"='authorities.imported' AND \"Subject\"='register:whatdotheyknow' AND \"Reason\" LIKE 'The new list. %'"));
    }

    [Theory]
    [InlineData("Name,Short name,URL name,Tags\n\"Ambleford,,a,\n", 1, "Line 2, column 1: a quotation mark opens here and is never closed. Nothing was changed.")]
    [InlineData("Name,Short name,URL name,Tags\n=Ambleford,,a,\n", 1, "Line 2, column 1: a name begins with = like a formula. Nothing was changed.")]
    [InlineData("", 1, "The file is empty. Nothing was changed.")]
    public async Task Is_refused_when_the_file_is_broken(string text, int code, string refusal)
    {
        _folder.Write("broken.csv", text);

        Assert.Equal(refusal, (await ImportAsync("broken.csv")).Expect(code).Errors.Trim());
        Assert.False(File.Exists(Path.Combine(_folder.Path, "listening.db")));
    }

    [Fact]
    public async Task Is_refused_when_it_is_a_folder_or_not_there_or_no_reason_is_given()
    {
        Assert.Equal("keys is a folder; name a file.", (await ImportAsync(Directory.CreateDirectory(Path.Combine(_folder.Path, "keys")).Name)).Expect(1).Errors.Trim());
        Assert.Equal("There is no file nowhere.csv.", (await ImportAsync("nowhere.csv")).Expect(2).Errors.Trim());
        Assert.StartsWith("Say why in 5 to 300 characters", (await _folder.RunAsync("authorities import nowhere.csv --reason x")).Expect(1).Errors, StringComparison.Ordinal);
        Assert.Contains("--reason", (await _folder.RunAsync("authorities import nowhere.csv")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_most_of_what_it_had_unless_it_is_told_otherwise()
    {
        _folder.Write("all.csv", Header + "Ambleford Board,,a,\nBarle Board,,b,\n");
        _folder.Write("less.csv", Header + "Ambleford Board,,a,\n");
        (await ImportAsync("all.csv")).Expect(0);

        Assert.Equal("The file lacks 1 of the 2 bodies that whatdotheyknow had. If that is meant, import it with --allow-removals.", (await ImportAsync("less.csv")).Expect(1).Errors.Trim());
        Assert.Contains("removed Barle Board", (await ImportAsync("less.csv", "--allow-removals")).Expect(0).Lines);
        Assert.EndsWith("Barle Board", Assert.Single((await _folder.RunAsync("authorities list --removed")).Expect(0).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_advised_by_corrections_without_posts_or_people()
    {
        (await _folder.RunAsync("authorities list")).Expect(0);
        await CountAsync("""
            INSERT INTO "AuthorityCorrections" ("PostId","AuthorityId","Kind","Words","Actor","At")
            SELECT 4711, (SELECT "Id" FROM "Authorities" WHERE "Name"='Kent Police'), v."column1", v."column2", '77', '2026-03-10 12:00:00'
            FROM (VALUES (1,'Kent'),(2,'Kent'),(1,'Kent'),(3,NULL)) v; SELECT 0
            """);

        var advice = (await _folder.RunAsync("authorities corrections")).Expect(0);

        Assert.Equal(["3      \"Kent\" for Kent Police: 2 meant somebody else, 1 red herring", "1      no words for Kent Police: 1 was not recognised"], advice.Lines);
    }

    public void Dispose() => _folder.Dispose();

    private Task<TestSupport.Executable.CommandResult> ImportAsync(string file, params string[] more) =>
        _folder.RunAsync($"authorities import {file}", ["--reason", "The new list.", .. more]);

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "listening.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // Texts of this file only.
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
