using Listening.Application.Storage;
using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>An authority with what each register says of it, while an import is decided.</summary>
internal sealed class KnownBody(AuthorityRow row, bool isNew)
{
    private (bool IsLive, Authority Authority)? _before;
    private StoredEntry? _old;

    public AuthorityRow Row { get; } = row;

    /// <summary>True when it has no row yet.</summary>
    public bool IsNew { get; } = isNew;

    /// <summary>By register.</summary>
    public SortedDictionary<string, StoredEntry> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>True when it is looked for.</summary>
    public bool IsLive => Entries.Count > 0;

    /// <summary>True when the import changed what a register says of it.</summary>
    public bool IsTouched => _before is not null;

    /// <summary>It as it was before the import.</summary>
    public (bool IsLive, Authority Authority) Before => _before ?? (IsLive, Merged());

    /// <summary>What the register that is imported said of it before; null when nothing. Only of one that is touched.</summary>
    public StoredEntry? Old => _old;

    /// <summary>It as all registers together make it now.</summary>
    public Authority Merged() => AuthorityMerge.Of(Row, [.. Entries.Values.Select(entry => entry.Authority)]);

    /// <summary>It as the other registers make it; null when none knows it.</summary>
    public Authority? Without(string register) =>
        Entries.Any(entry => entry.Key != register) ? AuthorityMerge.Of(Row, [.. Entries.Where(entry => entry.Key != register).Select(entry => entry.Value.Authority)]) : null;

    /// <summary>Puts what a register says now in the place of what it said; null when it says nothing any more.</summary>
    /// <returns>False when it said the same before.</returns>
    public bool Put(string register, StoredEntry? entry)
    {
        if (Entries.GetValueOrDefault(register) is var old && old?.Json == entry?.Json && old?.Code == entry?.Code) return false;
        if (_before is null) (_before, _old) = ((IsLive, Merged()), old);
        if (entry is null) Entries.Remove(register);
        else Entries[register] = entry;
        return true;
    }

    /// <summary>Gives the row the name and kind of the register that names it, or marks it as gone.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="mayBear">Says whether it may have a name.</param>
    public void Settle(DateTime now, Func<string, bool> mayBear)
    {
        Row.ChangedAt = now;
        Row.RemovedAt = IsLive ? null : now;
        if (!IsLive) return;
        var naming = Entries.OrderBy(entry => AuthorityNames.PlaceOf(entry.Key)).Select(entry => entry.Value.Authority).ToList();
        Row.Kind = naming[0].Kind;
        Row.Nation = naming.Select(authority => authority.Nation).FirstOrDefault(nation => nation.Length > 0) ?? "";
        Row.Region = naming.Select(authority => authority.Region).FirstOrDefault(region => region.Length > 0) ?? "";
        if (naming[0].Name != Row.Name && mayBear(naming[0].Name)) Row.Name = naming[0].Name;
    }
}
