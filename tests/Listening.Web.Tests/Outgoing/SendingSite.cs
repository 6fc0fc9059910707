using Listening.Application.Collection;
using Listening.Application.Content;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Core.Content;
using Listening.Core.Outgoing;
using Listening.Core.Retention;
using Listening.Core.Sources;
using Listening.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Web.Tests.Outgoing;

/// <summary>A site with item 1, whose post can be read, passed on, handed over and answered.</summary>
internal static class SendingSite
{
    public static async Task<TestSite> StartAsync(string text = "The council never answered my request.", OutgoingSettings? settings = null)
    {
        var site = await TestSite.StartAsync(services => services
            .AddSingleton(settings ?? new OutgoingSettings { Teams = [new PassOnTeam("press-office", false), new PassOnTeam("legal", true)], HandsOver = true })
            .AddSingleton(new SourceDefinition("village-square", new WritableSource())));
        var item = Samples.Item(1, text);
        site.Triage.Items.Add(item);
        var key = ContentKeyId.For(item.CollectedAt, new RetentionLimit(RetentionRule.Standard, 120));
        byte[] idHash = [.. BitConverter.GetBytes(1L), .. new byte[8]];
        var content = site.Get<PostContent>();
        var (sealedPost, hash) = content.Seal(item.Post!, key, idHash);
        var rows = Rows.Post(1);
        var post = (PostRow)rows[0];
        (post.Content, post.ContentHash, post.KeyId) = (sealedPost, hash, key.Value);
        var triaged = (TriageItemRow)rows[1];
        (triaged.Reasons, triaged.DueAt, triaged.SourceId) = (content.SealReasons(item.Reasons, key, idHash), post.DueAt, post.SourceId);
        await site.AddAsync(rows);
        return site;
    }

    public static async Task<List<SendingRow>> SendingsAsync(this TestSite site)
    {
        await using var db = await site.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        return await db.Sendings.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    public static async Task<TriageItemRow> ItemAsync(this TestSite site)
    {
        await using var db = await site.Get<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        return await db.TriageItems.AsNoTracking().SingleAsync();
    }

    private sealed class WritableSource : ISourceConnector, IReplyWriter
    {
        public string Kind => "list";

        public bool ReadsEverything => true;

        public bool MayReply => true;

        public ReplyLength Measure(string text) => new(text.Length, 40, text.Length <= 40);

        public Task<SendOutcome> ReplyAsync(ReplyRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public SourceQuestion Explain(SourceRequest request) => SourceQuestion.Everything("The whole list.");

        public Task<SourceRead> ReadAsync(SourceRequest request, string? cursor, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
