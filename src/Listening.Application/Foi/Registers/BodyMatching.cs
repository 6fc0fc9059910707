using Listening.Application.Storage;
using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>Decides for every body of a register which authority it is, or that it is a new one. Two that could be one are left alone and reported: a wrong merge would count one authority's posts for another.</summary>
internal sealed class BodyMatching
{
    private readonly BodyIndex _index;
    private readonly Dictionary<KnownBody, RegisterBody> _taken = [];

    private BodyMatching(BodyIndex index) => _index = index;

    /// <summary>Every body that is clear, with its authority.</summary>
    public Dictionary<RegisterBody, KnownBody> Targets { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The others, with the names of those they may be.</summary>
    public List<(RegisterBody Body, IReadOnlyList<string> Fits)> Unclear { get; } = [];

    /// <summary>Matches a register's bodies.</summary>
    /// <param name="file">The register.</param>
    /// <param name="known">All authorities there are, removed ones among them.</param>
    /// <param name="keys">Compares names.</param>
    public static BodyMatching Of(RegisterFile file, IReadOnlyCollection<KnownBody> known, AuthorityKeys keys)
    {
        var matching = new BodyMatching(new BodyIndex(known, keys));
        var codes = known.Where(body => body.Entries.ContainsKey(file.Register)).ToDictionary(body => body.Entries[file.Register].Code, StringComparer.OrdinalIgnoreCase);
        var open = new List<RegisterBody>();
        foreach (var body in file.Bodies)
        {
            if (codes.TryGetValue(body.Code, out var same)) matching.Take(body, same);
            else open.Add(body);
        }

        open = matching.Assign(open, body => matching._index.Official(body.Entry.Name, body.Entry.Kind), isSure: true);
        open = matching.LeaveNamesakes(open);
        open = matching.Assign(open, body => matching._index.Named(body.Entry.Name, body.Entry.Kind), isSure: true);
        open = matching.Assign(open, matching._index.OfPlace, isSure: true);
        open = matching.Assign(open, body => [.. body.OtherNames.SelectMany(name => matching._index.Official(name, body.Entry.Kind)).Distinct()], isSure: false);
        matching.AddRest(open, keys);
        return matching;
    }

    private List<RegisterBody> Assign(List<RegisterBody> open, Func<RegisterBody, IReadOnlyList<KnownBody>> fits, bool isSure)
    {
        var left = new List<RegisterBody>();
        foreach (var same in open.Select(body => (Body: body, Fits: fits(body))).GroupBy(each => each.Fits is [var only] ? only : null))
        {
            var bodies = same.ToList();
            if (same.Key is { } target && bodies.Count == 1 && !_taken.ContainsKey(target)) Take(bodies[0].Body, target);
            else if (same.Key is not null && !isSure) left.AddRange(bodies.Select(each => each.Body));
            else
            {
                foreach (var (body, fit) in bodies)
                {
                    if (fit.Count == 0) left.Add(body);
                    else Unclear.Add((body, [.. fit.Select(each => each.Row.Name)]));
                }
            }
        }

        return left;
    }

    // A body of another kind that bears the same name: neither the same nor one that posts could tell from it.
    private List<RegisterBody> LeaveNamesakes(List<RegisterBody> open)
    {
        var left = new List<RegisterBody>();
        foreach (var body in open)
        {
            if (_index.Namesakes(body) is { Count: > 0 } namesakes) Unclear.Add((body, [.. namesakes.Select(each => $"{each.Row.Name}, which is another kind of body")]));
            else left.Add(body);
        }

        return left;
    }

    private void AddRest(List<RegisterBody> open, AuthorityKeys keys)
    {
        foreach (var same in open.GroupBy(body => keys.Of(body.Entry.Name), StringComparer.Ordinal))
        {
            var bodies = same.ToList();
            foreach (var body in bodies)
            {
                if (_index.Neighbours(body) is { Count: > 0 } neighbours) Unclear.Add((body, [.. neighbours.Select(each => each.Row.Name)]));
                else if (bodies.Count > 1) Unclear.Add((body, [.. bodies.Where(other => other != body).Select(other => $"{other.Entry.Name} of line {other.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}")]));
                else Take(body, new KnownBody(new AuthorityRow { Name = body.Entry.Name }, isNew: true));
            }
        }
    }

    private void Take(RegisterBody body, KnownBody target)
    {
        Targets.Add(body, target);
        _taken.Add(target, body);
    }
}
