using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Listening.Core.Posts;

namespace Listening.Sources.BlueskyStream;

/// <summary>Turns records into posts.</summary>
internal sealed class StreamPosts(string source, BlueskyStreamOptions options, StreamAccounts accounts, TimeProvider time)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:-";
    private static readonly SearchValues<char> AccountLetters = SearchValues.Create(Letters + "%"), KeyLetters = SearchValues.Create(Letters + "~");
    private readonly string web = new Uri(options.WebAddress, "/profile/").AbsoluteUri;

    /// <summary>Whom the searches name, and who is not to be shown.</summary>
    public StreamAccounts Accounts => accounts;

    /// <summary>The native id of a post; null when account or key are none.</summary>
    public static string? IdOf(string did, string key) => IsAccount(did) && IsKey(key) ? $"at://{did}/{PostRecord.Collection}/{key}" : null;

    /// <summary>True for an account's stable id.</summary>
    public static bool IsAccount([NotNullWhen(true)] string? did) =>
        did is ['d', 'i', 'd', ':', _, ..] && did.Length <= 2048 && !did.AsSpan().ContainsAnyExcept(AccountLetters);

    /// <summary>Makes the post.</summary>
    /// <param name="id">From <see cref="IdOf"/>.</param>
    /// <param name="did">The author.</param>
    /// <param name="key">The record's key.</param>
    /// <param name="record">What it says.</param>
    /// <param name="told">When the stream says that it happened, UTC.</param>
    public Post Make(string id, string did, string key, PostRecord record, DateTime told)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // A clock that is wrong, or meant to be, must not keep a post at the top of a queue for ever.
        var latest = told < now ? told : now;
        return new Post
        {
            Id = id,
            Source = source,
            Author = new Author(did, accounts.Watched.GetValueOrDefault(did) ?? "", ""),
            Text = record.Text ?? "",
            CreatedAt = record.CreatedAt < latest ? record.CreatedAt.Value : latest,
            Url = string.Concat(web, did, "/post/", key),
            Lang = record.Lang,
            Links = record.Links(),
            Hashtags = record.Hashtags(),
            Mentions = record.Mentions(accounts.Watched),
            ReplyTo = record.ReplyTo,
            Conversation = record.Root,
            CollectedAt = now,
        };
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= 512 && key is not ("." or "..") && !key.AsSpan().ContainsAnyExcept(KeyLetters);
}
