using Listening.Application.Collection;
using Listening.Application.Triage;
using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Triage;

namespace Listening.Web.Tests.Site;

/// <summary>Invented items and sources; nobody in them exists.</summary>
internal static class Samples
{
    public static ItemView Item(
        long id, string text = "The council never answered my request.", TriageQueue queue = TriageQueue.Enquiry, string? marked = null) => new()
        {
            Id = id,
            Queue = queue,
            Post = new Post
            {
                Id = $"native-{id}",
                Source = "village-square",
                Author = new Author("a1", "pim.example", "Pim Featherstonehaugh-Test"),
                Text = text,
                CreatedAt = TestSite.Now.AddHours(-5),
                Url = $"https://social.example/posts/{id}",
                Lang = "en",
                Links = ["https://council.example/minutes"],
            },
            SourceName = "village-square",
            CollectedAt = TestSite.Now.AddHours(-4),
            DueAt = TestSite.Now.AddDays(4).AddHours(20),
            Confidence = 0.8,
            RuleId = "foi-delay",
            RuleSetVersion = "2026-03",
            Reasons = ["Speaks of a request that was not answered: \"never answered\"."],
            FoundBy = [new FoundBy("foi-watch", 3)],
            Spans = marked is null ? [] : [new TextSpan(text.IndexOf(marked, StringComparison.Ordinal), marked.Length)],
        };

    public static SourceStatus Source(string name = "village-square", string? problem = null, params SearchStatus[] searches) =>
        new(name, "feed", problem is null ? SourceState.Healthy : SourceState.Failing, problem, TestSite.Now.AddMinutes(-4), searches);

    public static SearchStatus Search(string name = "foi-watch") =>
        new(name, "foi (late OR ignored)", TestSite.Now.AddMinutes(-4), 120, 12, 9, 0, null, TestSite.Now.AddMinutes(6), false);
}
