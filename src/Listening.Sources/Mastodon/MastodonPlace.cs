namespace Listening.Sources.Mastodon;

/// <summary>Where one request stands.</summary>
internal sealed record MastodonPlace
{
    /// <summary>The platform's place from which the next run reads forward; null while there is none.</summary>
    public string? From { get; init; }

    /// <summary>When the last run that was read to its end began.</summary>
    public DateTime? Read { get; init; }

    /// <summary>Marks of threads with the number of replies that each had when it was walked.</summary>
    public IReadOnlyDictionary<string, long>? Threads { get; init; }

    /// <summary>The run under way; null when everything is read.</summary>
    public MastodonDrain? Drain { get; init; }
}

/// <summary>Pages of one run.</summary>
internal sealed record MastodonDrain
{
    /// <summary>When it began.</summary>
    public required DateTime Started { get; init; }

    /// <summary>Place behind which the next page begins, reading forward.</summary>
    public string? Min { get; init; }

    /// <summary>Place before which the next page ends, reading newest first.</summary>
    public string? Max { get; init; }

    /// <summary>The newest place before which nothing will come any more; see <see cref="MastodonOptions.Overlap"/>.</summary>
    public string? Settled { get; init; }

    /// <summary>True when a young post was met, reading forward: <see cref="Settled"/> stays where it is.</summary>
    public bool Young { get; init; }

    /// <summary>Pages read.</summary>
    public int Pages { get; init; }

    /// <summary>Where the next page of a search begins.</summary>
    public int Offset { get; init; }

    /// <summary>The last post of the page before; the next page of a search has to show it again.</summary>
    public string? Anchor { get; init; }

    /// <summary>Times that it did not.</summary>
    public int Lost { get; init; }

    /// <summary>What <see cref="MastodonPlace.Threads"/> will be at the end.</summary>
    public IReadOnlyDictionary<string, long>? Walked { get; init; }
}
