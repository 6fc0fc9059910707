using System.Globalization;
using Listening.Core.Posts;
using Listening.Core.Triage;

namespace Listening.Core.Routing;

/// <summary>An ordered, versioned set of routing rules. Immutable and safe to share by threads.</summary>
public sealed class RoutingRules
{
    /// <summary>Rule id of a decision that no rule made.</summary>
    public const string NoRule = "none";

    private const string DefaultFile = "Listening.Core.Routing.default-rules.json";

    private static readonly Lazy<RoutingRules> Shipped = new(LoadShipped);

    private readonly CueFinder cues;
    private readonly RoutingRule[] rules;

    internal RoutingRules(string version, double threshold, RoutingCue[] cues, RoutingRule[] rules)
    {
        Version = version;
        Threshold = threshold;
        this.cues = new CueFinder(cues);
        this.rules = rules;
    }

    /// <summary>The rules that ship with the service.</summary>
    public static RoutingRules Default => Shipped.Value;

    /// <summary>The version stated in the rules' file; kept with every item.</summary>
    public string Version { get; }

    /// <summary>A rule less confident than this sends its posts to <see cref="TriageQueue.Unsorted"/>.</summary>
    public double Threshold { get; }

    /// <summary>Ids of the rules, in the order in which they are tried.</summary>
    public IReadOnlyList<string> RuleIds => [.. rules.Select(rule => rule.Id)];

    /// <summary>Reads a rules file. <c>docs/routing.md</c> describes its form.</summary>
    /// <param name="file">UTF-8 JSON; read to its end, not closed.</param>
    /// <exception cref="RoutingRulesFormatException">The file is broken; nothing of it is used.</exception>
    public static RoutingRules Load(Stream file) => RoutingRulesFile.Read(file);

    /// <summary>Decides the queue of one post.</summary>
    /// <param name="post">The post.</param>
    /// <param name="purposes">Purposes of the searches that found it; empty when unknown.</param>
    /// <returns>What the first rule that applies states; <see cref="TriageQueue.Unsorted"/> when none does or it is not sure enough.</returns>
    public RoutingDecision Decide(Post post, IReadOnlyCollection<SearchPurpose> purposes)
    {
        var found = cues.Find(post, purposes);
        var rule = Array.Find(rules, rule => rule.Applies(found.Held, post, purposes));
        if (rule is null)
            return new RoutingDecision(TriageQueue.Unsorted, 0, NoRule, ["No rule applies, so a person decides."]);
        var reasons = Reasons(rule, found, post);
        if (rule.Confidence >= Threshold)
            return new RoutingDecision(rule.Queue, rule.Confidence, rule.Id, reasons);
        var doubt = string.Create(CultureInfo.InvariantCulture,
            $"Perhaps {rule.Queue.Name()}, but at {rule.Confidence} below the {Threshold} that a decision needs, so a person decides.");
        return new RoutingDecision(TriageQueue.Unsorted, rule.Confidence, rule.Id, [doubt, .. reasons]);
    }

    private List<string> Reasons(RoutingRule rule, FoundCues found, Post post)
    {
        var reasons = new List<string> { rule.Because };
        foreach (var cue in rule.All.SelectMany(group => group).Distinct())
        {
            if (found.Held[cue]) reasons.Add(cues.Describe(cue, found, post));
        }

        return reasons;
    }

    private static RoutingRules LoadShipped()
    {
        using var file = typeof(RoutingRules).Assembly.GetManifestResourceStream(DefaultFile)
            ?? throw new InvalidOperationException($"The embedded file {DefaultFile} is missing.");
        return Load(file);
    }
}
