using System.Text.Json;

namespace Listening.Core.Auditing;

/// <summary>What a deletion's entry says.</summary>
/// <param name="At">When the posts were deleted, UTC.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rule">The rule that limited them.</param>
/// <param name="Hours">The rule's hours.</param>
/// <param name="RulesVersion">Version of the rules.</param>
/// <param name="OldestDueAt">When the first of them was due, UTC.</param>
/// <param name="NewestDueAt">When the last of them was due, UTC.</param>
/// <param name="Lateness">Seconds by which the first of them was deleted late; 0 when none was.</param>
/// <param name="Posts">How many they were.</param>
/// <param name="Ids">Their keyed hashes, sorted and joined.</param>
public sealed record DeletionFacts(
    DateTime At, string Reason, string Rule, long Hours, long RulesVersion, DateTime OldestDueAt, DateTime NewestDueAt, long Lateness, long Posts, byte[] Ids)
{
    /// <summary>Reads an entry in canonical form; null when it is no deletion's.</summary>
    public static DeletionFacts? Read(ReadOnlyMemory<byte> entry)
    {
        try
        {
            using var document = JsonDocument.Parse(entry);
            var json = document.RootElement;
            return new DeletionFacts(
                LogEntryJson.ReadTime(json.GetProperty("at")), json.GetProperty("reason").GetString()!, json.GetProperty("rule").GetString()!,
                json.GetProperty("hours").GetInt64(), json.GetProperty("rulesVersion").GetInt64(),
                LogEntryJson.ReadTime(json.GetProperty("oldestDue")), LogEntryJson.ReadTime(json.GetProperty("newestDue")),
                json.GetProperty("late").GetInt64(), json.GetProperty("posts").GetInt64(),
                json.TryGetProperty("ids", out var ids) ? ids.GetBytesFromBase64() : []);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether it is about the post of that keyed hash.</summary>
    public bool Names(ReadOnlySpan<byte> id) => Holds(Ids, id);

    /// <summary>Whether the keyed hash is among these, which are sorted and joined.</summary>
    public static bool Holds(ReadOnlySpan<byte> ids, ReadOnlySpan<byte> id)
    {
        if (id.Length != DeletionProof.IdSize) return false;
        var (low, high) = (0, (ids.Length / DeletionProof.IdSize) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = ids.Slice(middle * DeletionProof.IdSize, DeletionProof.IdSize).SequenceCompareTo(id);
            if (order == 0) return true;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return false;
    }
}
