using Listening.Application.Auditing;
using Listening.Application.People;
using Listening.Application.Storage;
using Listening.Core.Posts;
using Listening.Core.Retention;
using Listening.Core.Triage;

namespace Listening.Web.Tests.Site;

/// <summary>Requests from people in memory, which remember what was asked and by whom.</summary>
internal sealed class FakePeople : IPersonService
{
    public List<(string Done, PersonQuestion Question, OperationContext Operation)> Asked { get; } = [];

    public List<PersonPost> Posts { get; } = [];

    public ObjectionScope Objections { get; set; } = new(false, []);

    /// <summary>Refuses everything when set.</summary>
    public (string Words, QuestionPart Part)? Refusal { get; set; }

    public (ErasureReason Reason, bool ObjectToo)? Erased { get; private set; }

    public static PersonPost Post(long id, string text = "The council never answered my request.") => new()
    {
        Id = id,
        Post = new Post { Id = $"native-{id}", Author = new Author("a1", "pim.example", "Pim Featherstonehaugh-Test"), Text = text, CreatedAt = TestSite.Now.AddHours(-5), Url = $"https://social.example/posts/{id}" },
        SourceName = "village-square",
        CollectedAt = TestSite.Now.AddHours(-4),
        DueAt = TestSite.Now.AddDays(4),
        Rule = RetentionRule.Standard,
        Edits = 0,
        KeptForMeeting = false,
        HeldBack = false,
        HeldBy = [],
        Queue = TriageQueue.Enquiry,
        RuleId = "foi-delay",
        Reasons = ["Speaks of a request."],
        FoundBy = [new Application.Triage.FoundBy("foi-watch", 3)],
    };

    public Task<PersonResult<PersonFound>> FindAsync(PersonQuestion question, OperationContext operation, CancellationToken ct) =>
        Answer("find", question, operation, new PersonFound(Posts.Count, Posts, Posts.Count(post => post.HeldBack), question.Link is null ? 0 : 2, Objections));

    public Task<PersonResult<PersonCopy>> CopyAsync(PersonQuestion question, OperationContext operation, CancellationToken ct) =>
        Answer("copy", question, operation, new PersonCopy { Question = question, MadeAt = TestSite.Now, Posts = Posts, Mentions = new PersonMentions(4, 50_000), Objections = Objections });

    public Task<PersonResult<ErasureOutcome>> EraseAsync(
        PersonQuestion question, ErasureReason reason, bool objectToo, OperationContext operation, CancellationToken ct)
    {
        Erased = (reason, objectToo);
        var kept = Posts.Where(post => post.HeldBack).ToList();
        return Answer("erase", question, operation, new ErasureOutcome(1, Posts.Count, Posts.Count - kept.Count, kept.Count, [.. kept.SelectMany(post => post.HeldBy)], objectToo));
    }

    public Task<PersonResult<ObjectionOutcome>> ObjectAsync(PersonQuestion question, OperationContext operation, CancellationToken ct) =>
        Answer("object", question, operation, new ObjectionOutcome(2, Changed: true, Posts.Count));

    public Task<PersonResult<ObjectionOutcome>> WithdrawAsync(PersonQuestion question, OperationContext operation, CancellationToken ct) =>
        Answer("withdraw", question, operation, new ObjectionOutcome(3, Changed: true, Posts.Count));

    public Task<PersonCounts> CountAsync(int year, CancellationToken ct) =>
        Task.FromResult(new PersonCounts(year, [new PersonCount(PersonRequestKind.Access, 0, 0, 0)], 0));

    public Task<IReadOnlyList<string>> SourcesAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>(["town-crier", "village-square"]);

    private Task<PersonResult<T>> Answer<T>(string done, PersonQuestion question, OperationContext operation, T answer)
        where T : class
    {
        Asked.Add((done, question, operation));
        return Task.FromResult(Refusal is { } refusal ? new PersonResult<T>(null, refusal.Words, refusal.Part) : new PersonResult<T>(answer));
    }
}
