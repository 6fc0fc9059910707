using Listening.Application.Content;
using Listening.Application.Foi;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Foi;
using Listening.Core.Posts;
using Listening.Core.Retention;
using Listening.Core.Triage;
using Listening.Web.Tests.Site;

namespace Listening.Web.Tests.Pages;

/// <summary>A meeting in three days with what is kept for it.</summary>
internal static class MeetingRows
{
    public static MeetingRow Meeting(int days = 3) => new() { HeldAt = TestSite.Now.AddDays(days), AddedBy = "1", AddedAt = TestSite.Now };

    public static AuthorityRow Authority(string name) => new() { Name = name, ChangedAt = TestSite.Now };

    /// <summary>A post that is kept for a meeting, sealed as it really is.</summary>
    public static async Task KeepAsync(this TestSite site, long id, string text, int meeting = 1, int? authority = null, string url = "https://social.example/posts/1", params FoiSignalKind[] signals)
    {
        var post = new Post { Id = $"native-{id}", Author = new Author("a1", "pim.secret", "Pim Secret"), Text = text, CreatedAt = TestSite.Now.AddHours(-5), Url = url };
        var rows = Rows.Post(id, RetentionRule.Meeting, 190, queue: TriageQueue.FoiIntelligence);
        var row = (PostRow)rows[0];
        var key = ContentKeyId.ForMeeting(meeting);
        (row.Content, row.KeyId, row.MeetingId) = (site.Get<PostContent>().Seal(post, key, row.IdHash).Content, key.Value, meeting);
        if (authority is { } about) rows = [.. rows, new SightingRow { PostId = id, AuthorityId = about, State = SightingState.Counted }];
        await site.AddAsync([.. rows, .. signals.Select(kind => new PostSignalRow { PostId = id, Kind = kind })]);
    }
}
