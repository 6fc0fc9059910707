using System.Text.Json;
using Listening.Application.Foi;
using Listening.Application.Storage;
using Listening.Application.Tests.Pipeline;
using Listening.Core.Foi;
using Listening.Core.Posts;
using Listening.TestSupport.Storage;

namespace Listening.Application.Tests.Foi;

/// <summary>A pipeline whose register has two made-up councils, and a search that finds every post here.</summary>
public abstract class SightingTest(Func<Task<TestDatabase>> database) : PipelineTest(database)
{
    protected const string Late = "The FOI request I sent to Ambleford Borough Council is 40 days overdue";

    private int _search;

    protected int Ambleford { get; private set; }

    protected int Brackwell { get; private set; }

    protected DateOnly Today => DateOnly.FromDateTime(Clock.UtcNow);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _search = await Pipeline.AddSearchAsync("foi", "foi OR council");
        Ambleford = await AddAuthorityAsync("Ambleford Borough Council");
        Brackwell = await AddAuthorityAsync("Brackwell Borough Council");
        Pipeline.Get<AuthorityBook>().LookAgain();
    }

    protected async Task CollectAsync(string id, string text, string? author = null)
    {
        var post = Post(id, text);
        Source.Add(author is null ? post : post with { Author = new Author(author, author, author) });
        await Pipeline.CollectAsync(_search);
        await Pipeline.RouteAsync();
    }

    /// <summary>What is counted of an authority on all days together, as <c>posts authors overdue</c> and so on.</summary>
    protected async Task<string> CountsAsync(int authority) => string.Join(' ', (await RowsAsync<AuthorityCountRow>())
        .Where(row => row.AuthorityId == authority && row.Count != 0)
        .GroupBy(row => row.Kind).OrderByDescending(kind => kind.Key)
        .Select(kind => $"{(kind.Key switch { AuthorityCountKinds.Posts => "posts", AuthorityCountKinds.Authors => "authors", AuthorityCountKinds.Corroborated => "corroborated", _ => ((FoiSignalKind)kind.Key).Name() })}:{kind.Sum(row => row.Count)}"));

    private async Task<int> AddAuthorityAsync(string name)
    {
        await using var db = Pipeline.Open();
        var row = new AuthorityRow { Name = name, Kind = AuthorityKind.DistrictCouncil, Nation = "England", ChangedAt = Clock.UtcNow };
        db.Authorities.Add(row);
        await db.SaveChangesAsync();
        db.AuthorityEntries.Add(new AuthorityEntryRow
        {
            Register = "test",
            Code = name,
            AuthorityId = row.Id,
            Entry = JsonSerializer.Serialize(new Authority { Name = name, Kind = AuthorityKind.DistrictCouncil }),
        });
        await db.SaveChangesAsync();
        return row.Id;
    }
}
