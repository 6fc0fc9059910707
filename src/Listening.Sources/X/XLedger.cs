using System.Text.Json;
using Listening.Core.Sources;
using Listening.Sources.Json;

namespace Listening.Sources.X;

/// <summary>Counts what answers cost. X charges a post and an account once in a day of UTC, so what was counted today is remembered.</summary>
/// <remarks>Remembered by this process only: after a restart the day's first meeting is counted again, rather too much than too little.</remarks>
internal sealed class XLedger(XOptions options, ISourceMeter? meter, TimeProvider time)
{
    // Some tens of megabytes. Beyond, everything is counted each time it comes.
    private const int Most = 500_000;
    private readonly Lock gate = new();
    private readonly HashSet<string> posts = new(StringComparer.Ordinal);
    private readonly HashSet<string> users = new(StringComparer.Ordinal);
    private DateTime day;

    /// <summary>Counts what an answer brought.</summary>
    public void Note(JsonElement body)
    {
        if (meter is null) return;
        // Only an account is given back as a single one.
        var account = body.At("data").Id("id");
        var authors = options.AuthorsAreCharged ? body.At("includes").Items("users").Select(user => user.Id("id")) : [];
        int newPosts, newUsers;
        lock (gate)
        {
            Turn();
            newPosts = New(posts, body.Items("data").Select(post => post.Id("id")));
            newUsers = New(users, authors.Append(account));
        }

        if (newPosts + newUsers > 0) meter.Add(new SourceCharge(Calls: 0, Units: newPosts, Cost: (newPosts * options.PostPrice) + (newUsers * options.UserPrice)));
    }

    private void Turn()
    {
        var today = time.GetUtcNow().UtcDateTime.Date;
        if (today == day) return;
        day = today;
        posts.Clear();
        users.Clear();
    }

    private static int New(HashSet<string> known, IEnumerable<string?> ids)
    {
        var count = 0;
        foreach (var id in ids.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (known.Count < Most ? known.Add(id) : !known.Contains(id)) count++;
        }

        return count;
    }
}
