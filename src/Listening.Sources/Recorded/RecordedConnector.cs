using System.ComponentModel.DataAnnotations;
using Listening.Core.Sources;

namespace Listening.Sources.Recorded;

/// <summary>Plays posts from JSON Lines files: the sample day, an export, or a file that another program appends to.</summary>
/// <remarks>
/// Each line is read as <see cref="Listening.Core.Posts.PostReader"/> reads it: a post, the same id again for an edit,
/// or <c>"deleted": true</c> for a deletion upstream. Lines that are not posts are counted and passed over.
/// <para>
/// What is appended later is read later; of a last line without a line end only a whole post is taken. In a folder,
/// a file counts as finished once one whose name sorts after it exists, and a file that appears with a name sorting
/// before the one being read is not looked at. When a file turned out shorter than the saved place it is read again
/// from its beginning and the page says that posts may be missing.
/// </para>
/// <para>
/// Paced playing begins at the first read. A post becomes readable when its time has come and then looks as if it
/// had been written at that moment. <see cref="RecordedPace.AtOnce"/> leaves times as recorded. A post without a
/// time gets the time of its collection.
/// </para>
/// </remarks>
public sealed class RecordedConnector : ISourceConnector
{
    private readonly string _sourceName;
    private readonly RecordedOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates a connector.</summary>
    /// <param name="sourceName">Name of the configured source; set on every post.</param>
    /// <param name="options">What is played, and how fast.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ValidationException">A setting is out of its range.</exception>
    public RecordedConnector(string sourceName, RecordedOptions options, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(sourceName);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (_sourceName, _options, _time) = (sourceName, options, time);
    }

    /// <inheritdoc/>
    public string Kind => "recorded";

    /// <inheritdoc/>
    public bool ReadsEverything => true;

    /// <inheritdoc/>
    public SourceQuestion Explain(SourceRequest request) => SourceQuestion.Everything("The whole recording.");

    /// <inheritdoc/>
    public async Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken)
    {
        var place = cursor is null ? null : RecordedCursor.Parse(cursor);
        if (cursor is not null && place is null)
        {
            return SourceRead.Failed(SourceFailureKind.Misconfigured,
                "The saved place of this source was not written by a recorded source. Remove its checkpoint, or give the recording a source name of its own.");
        }

        try
        {
            if (Recording.Find(_options.Path) is not { } recording) return NothingThere();
            var reading = new RecordedReading(_sourceName, _options, recording, place, _time.GetUtcNow().UtcDateTime);
            return SourceRead.Of(await reading.ReadPageAsync(cancellationToken));
        }
        catch (UnauthorizedAccessException)
        {
            return SourceRead.Failed(SourceFailureKind.Misconfigured, "The service may not read the recording: give its account the right to read the file, and to list the folder.");
        }
        catch (IOException wrong)
        {
            return SourceRead.Failed(SourceFailureKind.Unavailable, $"The recording could not be read ({wrong.GetType().Name}).");
        }
    }

    // Only the last part of the path is told: the folders before it may name a person.
    private SourceRead NothingThere() => SourceRead.Failed(
        SourceFailureKind.Misconfigured,
        $"Nothing stands at the configured Path (it ends in '{Path.GetFileName(Path.TrimEndingDirectorySeparator(_options.Path!))}'). "
        + "Path is a JSON Lines file, or a folder of *.jsonl or *.ndjson files; without Path the sample day is played.");
}
