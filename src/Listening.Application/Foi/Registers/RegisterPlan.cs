using System.Globalization;
using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>What an import changes, decided in memory before anything is stored.</summary>
internal sealed class RegisterPlan
{
    private readonly List<(string Body, string Name, KnownBody? Owner)> _shared = [];
    private int _linked;

    private RegisterPlan()
    {
    }

    /// <summary>The authorities that change.</summary>
    public IReadOnlyList<KnownBody> Touched { get; private set; } = [];

    /// <summary>Bodies the register had before.</summary>
    public int Had { get; private set; }

    /// <summary>Those of them that it has no more.</summary>
    public int Gone { get; private set; }

    /// <summary>What to tell.</summary>
    public RegisterReport Report { get; private set; } = null!;

    /// <summary>Decides.</summary>
    /// <param name="file">The register as it is now.</param>
    /// <param name="known">All authorities there are; changed by this.</param>
    /// <param name="now">UTC.</param>
    public static RegisterPlan Of(RegisterFile file, IReadOnlyList<KnownBody> known, DateTime now)
    {
        var keys = new AuthorityKeys();
        var plan = new RegisterPlan { Had = known.Count(body => body.Entries.ContainsKey(file.Register)) };
        var matching = BodyMatching.Of(file, known, keys);
        var all = known.Concat(matching.Targets.Values.Where(target => target.IsNew)).ToList();
        plan.Put(file, matching, known, keys);
        var kept = matching.Targets.Values.ToHashSet();
        plan.Gone = known.Count(body => !kept.Contains(body) && body.Put(file.Register, null));
        plan.Touched = all.FindAll(body => body.IsTouched);
        plan.Settle(all, now);
        plan.Tell(file, matching, keys);
        return plan;
    }

    private void Put(RegisterFile file, BodyMatching matching, IReadOnlyList<KnownBody> known, AuthorityKeys keys)
    {
        // The names of the register that ships were chosen by people, who saw what else bears them.
        var claims = file.Register == AuthorityNames.Shipped ? null : new NameClaims(file.Register, known, matching.Targets, keys);
        // All are decided before the first is changed: what one may be called must not hang on the order of the file.
        var entries = new List<(KnownBody Target, StoredEntry Entry)>();
        foreach (var (body, target) in matching.Targets)
        {
            var entry = claims is null ? body.Entry : claims.Settle(body, target, (name, owner) => _shared.Add((body.Entry.Name, name, owner)));
            var old = target.Entries.GetValueOrDefault(file.Register);
            var former = (old?.Former ?? []).Concat(old is not null && old.Authority.Name != entry.Name ? [old.Authority.Name] : [])
                .Where(name => !name.Equals(entry.Name, StringComparison.OrdinalIgnoreCase) && claims?.IsFree(name, target) != false).Distinct(StringComparer.OrdinalIgnoreCase);
            if (old is null && !target.IsNew) _linked++;
            entries.Add((target, StoredEntry.Of(body.Code, entry, [.. former])));
        }

        foreach (var (target, entry) in entries) target.Put(file.Register, entry);
    }

    private void Settle(IReadOnlyList<KnownBody> all, DateTime now)
    {
        var names = all.Where(body => body.IsLive).GroupBy(body => body.Row.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var body in Touched)
        {
            body.Settle(now, name => !names.TryGetValue(name, out var owner) || owner == body);
            if (body.IsLive) names[body.Row.Name] = body;
        }
    }

    private void Tell(RegisterFile file, BodyMatching matching, AuthorityKeys keys)
    {
        var (lines, added, renamed, changed, removed) = (new List<string>(), 0, 0, 0, 0);
        foreach (var body in Touched.OrderBy(body => body.Row.Name, StringComparer.Ordinal))
        {
            var (before, after) = (body.Before, body.Merged());
            if (!before.IsLive) Add(ref added, $"added {after.Name} ({after.Kind.Name()}{(after.Nation.Length > 0 ? $", {after.Nation}" : "")})");
            else if (!body.IsLive) Add(ref removed, $"removed {after.Name}");
            else if (before.Authority.Name != after.Name) Add(ref renamed, $"renamed {before.Authority.Name} -> {after.Name}");
            else if (NameDifference.Between(before.Authority, after, keys) is { Length: > 0 } difference) Add(ref changed, $"changed {after.Name}: {difference}");
        }

        lines.AddRange(matching.Unclear.Select(unclear => $"unclear {unclear.Body.Entry.Name}: fits {string.Join(" and ", unclear.Fits)}"));
        lines.AddRange(_shared.Where(shared => shared.Owner is not null).Select(shared => $"shared {shared.Body}: \"{shared.Name}\" is a name of {shared.Owner!.Row.Name}, so it is not taken"));
        lines.AddRange(_shared.Where(shared => shared.Owner is null).GroupBy(shared => shared.Name, StringComparer.OrdinalIgnoreCase)
            .Select(same => string.Create(CultureInfo.InvariantCulture, $"shared {same.First().Body}{(same.Count() > 1 ? $" and {same.Count() - 1} more" : "")}: \"{same.Key}\" names several, so it is not taken")));
        Report = new RegisterReport(file.Register, file.Count, file.LeftOut, added, _linked, renamed, changed, removed, matching.Unclear.Count, lines);

        void Add(ref int count, string line)
        {
            count++;
            lines.Add(line);
        }
    }
}
