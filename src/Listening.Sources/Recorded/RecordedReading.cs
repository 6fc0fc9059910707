using Listening.Core.Posts;
using Listening.Core.Sources;

namespace Listening.Sources.Recorded;

/// <summary>The reading of one page.</summary>
internal sealed class RecordedReading
{
    // How far ahead a line is looked for that shows that the next one need not be waited for.
    private const int LinesAhead = 1000;

    private readonly string _sourceName;
    private readonly Recording _recording;
    private readonly RecordedCursor? _from;
    private readonly DateTime _now;
    private readonly Playing? _playing;
    private readonly RecordedPage _page;
    private int _file;
    private long _offset;

    public RecordedReading(string sourceName, RecordedOptions options, Recording recording, RecordedCursor? from, DateTime now)
    {
        (_sourceName, _recording, _from, _now) = (sourceName, recording, from, now);
        (_file, _offset) = recording.Locate(from);
        _page = new RecordedPage(options.PageSize);
        var state = from?.Shape == recording.Shape ? from.Playing : null;
        _playing = options.Pace switch
        {
            RecordedPace.Real => new Playing(1, now, state),
            RecordedPace.Shortened => new Playing(options.Speed, now, state),
            _ => null,
        };
    }

    public async Task<SourcePage> ReadPageAsync(CancellationToken cancellationToken)
    {
        while (_file < _recording.Files.Count)
        {
            switch (await ReadFileAsync(cancellationToken))
            {
                case Stop.PageFull: return _page.Finish(Cursor(), hasMore: true);
                case Stop.NotYet: return _page.Finish(Cursor(), hasMore: false);
                case Stop.EndOfFile when IsLastFile: return _page.Finish(Cursor(), hasMore: false);
                default: (_file, _offset) = (_file + 1, 0); break;
            }
        }

        return _page.Finish(_from?.ToString(), hasMore: false);
    }

    private bool IsLastFile => _file == _recording.Files.Count - 1;

    private string Cursor() =>
        new RecordedCursor(_recording.Shape, _recording.Files[_file], _offset, _playing?.State).ToString();

    private async Task<Stop> ReadFileAsync(CancellationToken cancellationToken)
    {
        var stream = _recording.Open(_recording.Files[_file]);
        if (_offset > stream.Length)
        {
            _offset = 0;
            _page.PossibleGap = true;
        }

        await using var lines = new RecordedLines(stream, _offset);
        while (await lines.MoveNextAsync(cancellationToken))
        {
            var line = RecordedLine.Read(lines);
            if (line.Kind == RecordedLineKind.Unfinished && IsLastFile) return Stop.EndOfFile;
            var time = line.Line?.Post.CreatedAt ?? default;
            DateTime? overtaken = null;
            if (_playing?.IsDue(time) == false)
            {
                overtaken = await OvertakenAtAsync(cancellationToken);
                if (overtaken is null) return Stop.NotYet;
            }

            if (line.Kind != RecordedLineKind.Blank && _page.EndsBefore(line)) return Stop.PageFull;
            if (overtaken is null) _playing?.Reach(time);
            Add(line, overtaken ?? time);
            _page.CountBytes(lines.End - _offset);
            _offset = lines.End;
        }

        return Stop.EndOfFile;
    }

    private void Add(RecordedLine line, DateTime time)
    {
        if (line.Kind == RecordedLineKind.Blank) return;
        if (line.Line is not { } read) _page.AddMalformed();
        else if (read.Deleted) _page.AddDeletion(read.Post.Id);
        else _page.AddPost(Collected(read.Post, time));
    }

    private Post Collected(Post post, DateTime time)
    {
        var createdAt = time == default ? _now : _playing?.At(time) ?? time;
        return post with { Source = _sourceName, CreatedAt = createdAt, CollectedAt = _now };
    }

    /// <summary>The recorded time of the first line further on that has come already; null when there is none.</summary>
    private async Task<DateTime?> OvertakenAtAsync(CancellationToken cancellationToken)
    {
        await using var ahead = new RecordedLines(_recording.Open(_recording.Files[_file]), _offset);
        for (var count = 0; count < LinesAhead && await ahead.MoveNextAsync(cancellationToken); count++)
        {
            if (RecordedLine.Read(ahead).Line is { } line && _playing!.Overtakes(line.Post.CreatedAt)) return line.Post.CreatedAt;
        }

        return null;
    }

    private enum Stop
    {
        EndOfFile,
        PageFull,
        NotYet,
    }
}
