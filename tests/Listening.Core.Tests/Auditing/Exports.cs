using System.Text;
using Listening.Core.Auditing;

namespace Listening.Core.Tests.Auditing;

public sealed class Exports : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-export-");
    private readonly WrittenLog _log = WrittenLog.Of(25);

    private string Path => System.IO.Path.Combine(_folder.FullName, "log.jsonl");

    public void Dispose()
    {
        _log.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Are_verified_like_the_log_they_were_made_of()
    {
        var (verdict, problem) = await VerifyAsync(lines => lines);

        Assert.Null(problem);
        Assert.Null(verdict.Fault);
        Assert.Equal((25, 2), (verdict.Entries, verdict.Checkpoints));
    }

    [Fact]
    public async Task Show_every_byte_that_was_changed()
    {
        var whole = Lines();
        for (var line = 0; line < whole.Count; line += 4)
        {
            for (var at = 0; at < whole[line].Length; at += 7)
            {
                var changed = new StringBuilder(whole[line]);
                changed[at] = changed[at] == '4' ? '5' : '4';
                var place = line;
                var (verdict, problem) = await VerifyAsync(lines => [.. lines.Take(place), changed.ToString(), .. lines.Skip(place + 1)]);
                Assert.True(verdict.Fault is not null || problem is not null, $"line {line}, byte {at}: {changed}");
            }
        }
    }

    [Fact]
    public async Task Show_that_they_were_cut_off_or_gone_on_with()
    {
        Assert.Equal("The export was cut off: its end is missing.", (await VerifyAsync(lines => [.. lines.SkipLast(1)])).Problem);
        Assert.Equal("The export goes on after its end.", (await VerifyAsync(lines => [.. lines, lines[^2]])).Problem);
        Assert.NotNull((await VerifyAsync(lines => [.. lines.Take(24), .. lines.Skip(25)])).Problem);
        Assert.NotNull((await VerifyAsync(_ => [])).Problem);
    }

    [Fact]
    public async Task Are_read_whatever_stands_in_them()
    {
        string[] hostile = ["", "{", "{\"entry\":", "{\"entry\":{}}", "{\"checkpoint\":", "{\"checkpoint\":{}}", new string('[', 300_000), "\0", "{\"entry\":{\"index\":99999999999999999999},\"hash\":\"" + new string('0', 64) + "\"}"];
        foreach (var line in hostile)
        {
            var (verdict, problem) = await VerifyAsync(lines => [line, .. lines]);
            Assert.True(verdict.Fault is not null || problem is not null, line);
        }
    }

    private List<string> Lines()
    {
        using var stream = new MemoryStream();
        foreach (var entry in _log.Entries) LogExportLine.Write(stream, entry);
        foreach (var checkpoint in _log.Checkpoints) LogExportLine.Write(stream, checkpoint);
        LogExportLine.WriteEnd(stream, _log.Entries.Count, _log.Checkpoints.Count);
        return [.. Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private async Task<(LogVerdict Verdict, string? Problem)> VerifyAsync(Func<List<string>, IReadOnlyList<string>> change)
    {
        await File.WriteAllTextAsync(Path, string.Concat(change(Lines()).Select(line => line + "\n")));
        var export = await LogExportFile.OpenAsync(Path, CancellationToken.None);
        return (await new LogVerifier([_log.Key]).VerifyAsync(export.EntriesAsync(CancellationToken.None), export.Checkpoints, head: null, CancellationToken.None), export.Problem);
    }
}
