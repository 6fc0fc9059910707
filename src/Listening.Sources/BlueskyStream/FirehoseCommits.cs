using System.Formats.Cbor;

namespace Listening.Sources.BlueskyStream;

/// <summary>Reads what commits did to posts.</summary>
internal sealed class FirehoseCommits(StreamPosts posts)
{
    private readonly PostRecord record = new();

    // The newest state of the accounts that wrote last, to know whether a re-synchronised account was followed up to there.
    private readonly ulong[] states = new ulong[1024];
    private int next;

    /// <summary>Reads a commit.</summary>
    public void Read(FirehoseEvent commit, StreamPage page)
    {
        states[next++ % states.Length] = StateOf(commit);
        // Its records were left out, and nobody says which.
        page.Gap |= commit.IsTooBig;
        foreach (var op in commit.Ops)
        {
            if (op.PostKey is not { } key) continue;
            page.Count();
            if (StreamPosts.IdOf(commit.Did!, key) is not { } id || !Apply(commit, op, id, key, page)) page.Malformed++;
        }
    }

    /// <summary>An account's records were replaced as a whole (it moved, or its server was repaired), which no commit tells.</summary>
    public void NoteSync(FirehoseEvent sync, StreamPage page) => page.Gap |= Array.IndexOf(states, StateOf(sync)) < 0;

    private bool Apply(FirehoseEvent commit, FirehoseOp op, string id, string key, StreamPage page)
    {
        if (op.Action == "delete")
        {
            page.Remove(id);
            return true;
        }

        if (op.Action is not ("create" or "update") || !ReadRecord(CarBlocks.Find(commit.Blocks, op.Cid.Span))) return false;
        if (record.Withheld) page.Remove(id);
        else if (!posts.Accounts.IsWithheld(commit.Did!)) page.Add(posts.Make(id, commit.Did!, key, record, commit.Time ?? DateTime.MaxValue));
        return true;
    }

    private bool ReadRecord(ReadOnlyMemory<byte>? block)
    {
        if (block is null) return false;
        record.Clear();
        try
        {
            FirehoseRecord.Read(new CborReader(block.Value, CborConformanceMode.Lax), record);
            return record.IsPost;
        }
        catch (Exception odd) when (odd is CborContentException or InvalidOperationException or OverflowException)
        {
            return false;
        }
    }

    private static ulong StateOf(FirehoseEvent told)
    {
        var key = new EventKey();
        key.Add(told.Did!);
        key.Add(told.Rev.Span);
        return key.Value;
    }
}
