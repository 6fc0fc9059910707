using Listening.Sources.Json;

namespace Listening.Sources.Mastodon;

/// <summary>What a server says about itself: how long a post may be, and what it counts for a link.</summary>
internal sealed class MastodonInstance(MastodonOptions options, MastodonApi api, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromDays(1);
    private static readonly TimeSpan AskAgainAfterFailure = TimeSpan.FromMinutes(15);

    private Known known = new(options.ReplyCharacters, MastodonText.LinkCharacters);
    private DateTimeOffset askAt = DateTimeOffset.MinValue;

    /// <summary>Characters that a post may have.</summary>
    public int Characters => known.Characters;

    /// <summary>Characters that a link counts.</summary>
    public int LinkCharacters => known.Link;

    /// <summary>Asks the server when it was not asked today. That it cannot be asked matters to nobody: what is known holds on.</summary>
    public async Task LearnAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < askAt) return;
        askAt = now + AskAgainAfterFailure;
        var answer = await api.GetAsync("instance", "/api/v2/instance", [], cancellationToken);
        if (answer.Failure is not null || answer.Body is not { } body) return;
        var statuses = body.At("configuration", "statuses");
        known = new Known(Bounded(statuses.Number("max_characters")) ?? known.Characters, Bounded(statuses.Number("characters_reserved_per_url")) ?? known.Link);
        askAt = now + AskAgain;
    }

    private static int? Bounded(long? number) => number is > 0 and <= 1_000_000 ? (int)number : null;

    // One object, so that both numbers are always of one answer.
    private sealed record Known(int Characters, int Link);
}
