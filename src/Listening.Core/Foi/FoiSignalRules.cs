using Listening.Core.Matching;
using Listening.Core.Posts;
using Listening.Core.Querying;

namespace Listening.Core.Foi;

/// <summary>Finds what a post says about how requests are handled, by rules in a file. Immutable and safe to share by threads.</summary>
public sealed class FoiSignalRules
{
    private const string DefaultFile = "Listening.Core.Foi.foi-signals.json";

    /// <summary>Days beyond which a time alone says that an answer is late.</summary>
    private const int Allowed = 28;

    private static readonly Lazy<FoiSignalRules> Shipped = new(LoadShipped);

    private readonly FoiSignalRule[] rules;
    private readonly (int Rule, Query Query)[] phrases;
    private readonly IReadOnlyList<string> signs;
    private readonly SearchSet queries;

    internal FoiSignalRules(string version, FoiSignalRule[] rules, IReadOnlyList<string> signs)
    {
        (Version, this.rules, this.signs) = (version, rules, signs);
        phrases = [.. rules.SelectMany((rule, at) => rule.Queries.Select(query => (at, query)))];
        queries = SearchSet.Build(phrases.Index().Select(phrase => KeyValuePair.Create(phrase.Index, phrase.Item.Query)));
    }

    /// <summary>The rules that ship with the service.</summary>
    public static FoiSignalRules Default => Shipped.Value;

    /// <summary>The version stated in the rules' file.</summary>
    public string Version { get; }

    /// <summary>Reads a file of rules. <c>docs/authorities.md</c> describes its form.</summary>
    /// <exception cref="AuthorityFormatException">It is broken; nothing of it is used.</exception>
    public static FoiSignalRules Load(Stream file) => FoiSignalRulesFile.Read(file);

    /// <summary>The signals of a post, in the order of <see cref="FoiSignalKind"/>; none when it does not speak of requests for information.</summary>
    public IReadOnlyList<FoiSignal> Find(Post post)
    {
        var found = new List<int>(16);
        queries.Match(post, found);
        var held = new List<Query>?[rules.Length];
        foreach (var query in found) (held[phrases[query].Rule] ??= []).Add(phrases[query].Query);
        if (Held(held, FoiSignalRule.About) is null) return [];
        var signals = new List<FoiSignal>();
        var requests = Held(held, FoiSignalRule.Requests) is not null;
        var second = Held(held, FoiSignalRule.SecondHand) is null ? FoiSignalMarks.None : FoiSignalMarks.SecondHand;
        foreach (var (at, rule) in rules.Index())
            if (rule.Kind is { } kind && Held(held, FoiSignalRule.Unless + kind.Name()) is null && Read(rule, kind, held[at], post, second, requests) is { } signal) signals.Add(signal);
        return IsSarcastic(post.Text, Held(held, FoiSignalRule.Sarcastic) is not null, signals)
            ? [.. signals.Select(signal => signal with { Marks = signal.Marks | FoiSignalMarks.Sarcastic })]
            : signals;
    }

    // Praise beside a complaint is rarely meant, and so is a sign such as a slow clap.
    private bool IsSarcastic(string text, bool words, List<FoiSignal> signals) =>
        signals.Exists(signal => signal.Kind != FoiSignalKind.Praise) && (words || signals.Exists(signal => signal.Kind == FoiSignalKind.Praise) || signs.Any(sign => text.Contains(sign, StringComparison.Ordinal)));

    private static FoiSignal? Read(FoiSignalRule rule, FoiSignalKind kind, List<Query>? held, Post post, FoiSignalMarks marks, bool requests)
    {
        var claimed = rule.ReadsDays ? ClaimedTime.Find(post.Text) : null;
        if (held is null && !(requests && claimed is { Days: > Allowed })) return null;
        List<TextSpan> spans = held is null ? [] : [.. QueryMatcher.Spans(held.Count == 1 ? held[0] : new Query("", new Or([.. held.Select(query => query.Root)], 1)), post)];
        if (claimed is { } time && !spans.Exists(span => span.Start < time.Span.Start + time.Span.Length && time.Span.Start < span.Start + span.Length)) spans.Add(time.Span);
        if (QuotedText.Holds(post.Text, spans)) marks |= FoiSignalMarks.Quoted;
        return new FoiSignal(kind, rule.Says, spans, claimed?.Days, rule.ReadsSections ? CitedSections.Find(post.Text) : [], marks);
    }

    private List<Query>? Held(List<Query>?[] held, string name)
    {
        var at = Array.FindIndex(rules, rule => rule.Name == name);
        return at < 0 ? null : held[at];
    }

    private static FoiSignalRules LoadShipped()
    {
        using var file = typeof(FoiSignalRules).Assembly.GetManifestResourceStream(DefaultFile)
            ?? throw new InvalidOperationException($"The embedded file {DefaultFile} is missing.");
        return Load(file);
    }
}
