namespace Listening.Sources.X;

/// <summary>What is asked for with every post. The names are the older ones, which X still takes; its answers may use the newer ones.</summary>
internal static class XFields
{
    /// <summary>Parameters of every method that gives posts.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> All =
    [
        new("tweet.fields", "created_at,lang,author_id,conversation_id,in_reply_to_user_id,referenced_tweets,entities,edit_history_tweet_ids,note_tweet,attachments,public_metrics"),
        new("expansions", "author_id"),
        new("user.fields", "username,name,protected"),
    ];
}
