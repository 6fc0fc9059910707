using System.Globalization;

namespace Listening.Sources.Tests.YouTube;

/// <summary>A small platform of one channel, whose people write, change their minds and take things back.</summary>
internal sealed class FakeYouTube(Random chance, Func<DateTime> now)
{
    private int made;

    public List<FakeVideo> Videos { get; } = [];

    public List<FakeComment> Comments { get; } = [];

    /// <summary>What anybody can see: post id and words.</summary>
    public SortedDictionary<string, string> Shown(bool videos, bool comments)
    {
        var shown = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var video in videos ? Videos : []) shown["video:" + video.Id] = video.Title;
        foreach (var comment in comments ? Comments : []) shown[comment.Id] = comment.Text;
        return shown;
    }

    public void AddVideo() => Videos.Add(new FakeVideo { Id = Name("v", 11), Title = Words(), Published = now() });

    public void AddThread(FakeVideo? under = null)
    {
        var open = Videos.Where(video => !video.IsClosed).ToList();
        if (under is null && open.Count == 0) return;
        Add((under ?? open[chance.Next(open.Count)]).Id, parent: null);
    }

    public void AddReply()
    {
        var threads = Comments.Where(comment => comment.Parent is null).ToList();
        if (threads.Count == 0) return;
        // Few threads get most of the replies, so that some have more than a page.
        var thread = threads[Math.Min(chance.Next(threads.Count), chance.Next(threads.Count))];
        Add(thread.Video, thread.Id);
    }

    public void EditComment()
    {
        if (Comments.Count > 0 && Comments[chance.Next(Comments.Count)] is { } comment) (comment.Text, comment.Updated) = (Words(), now());
    }

    public void EditVideo()
    {
        if (Videos.Count > 0) Videos[chance.Next(Videos.Count)].Title = Words();
    }

    public void DeleteComment()
    {
        if (Comments.Count == 0) return;
        var gone = Comments[chance.Next(Comments.Count)];
        Comments.RemoveAll(comment => comment == gone || comment.Parent == gone.Id);
    }

    public void DeleteVideo()
    {
        if (Videos.Count < 2) return;
        var gone = Videos[chance.Next(Videos.Count)];
        Videos.Remove(gone);
        Comments.RemoveAll(comment => comment.Video == gone.Id);
    }

    public void CloseComments()
    {
        if (Videos.Count < 2) return;
        var closed = Videos[chance.Next(Videos.Count)];
        closed.IsClosed = true;
        Comments.RemoveAll(comment => comment.Video == closed.Id);
    }

    /// <summary>
    /// Comments until the count of each video is one that it never had. A count is all that tells whether a video's comments are
    /// to be read, and one that came back to what it was tells nothing: that is the platform's limit, and not what is tested.
    /// </summary>
    public void MakeCountsNew()
    {
        foreach (var video in Videos.Where(video => !video.IsClosed).ToList())
        {
            var most = video.MostComments;
            while (Count(video) <= most) AddThread(video);
        }
    }

    public int Count(FakeVideo video) => Comments.Count(comment => comment.Video == video.Id);

    private void Add(string video, string? parent)
    {
        var id = parent is null ? Name("Ug", 24) : $"{parent}.{Name("r", 12)}";
        Comments.Add(new FakeComment { Id = id, Video = video, Parent = parent, Text = Words(), Published = now(), Updated = now() });
        var home = Videos.Single(one => one.Id == video);
        home.MostComments = Math.Max(home.MostComments, Count(home));
    }

    private string Words() => string.Create(CultureInfo.InvariantCulture, $"words {++made}");

    private string Name(string prefix, int length) => prefix + (++made).ToString(CultureInfo.InvariantCulture).PadLeft(length - prefix.Length, 'x');
}

internal sealed class FakeVideo
{
    public required string Id { get; init; }

    public required string Title { get; set; }

    public required DateTime Published { get; init; }

    public bool IsClosed { get; set; }

    public int MostComments { get; set; }
}

internal sealed class FakeComment
{
    public required string Id { get; init; }

    public required string Video { get; init; }

    public string? Parent { get; init; }

    public required string Text { get; set; }

    public required DateTime Published { get; init; }

    public required DateTime Updated { get; set; }
}
