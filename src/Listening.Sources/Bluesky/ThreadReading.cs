using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.Bluesky;

/// <summary>Goes through a thread as getPostThread gives it. Posts that are not there or blocked are passed over.</summary>
internal sealed class ThreadReading(ThreadRun run, BlueskyPost posts, ThreadCall call, int at, DateTime now)
{
    /// <summary>Answers that are to be given, each behind what it answers.</summary>
    public List<Post> Found { get; } = [];

    /// <summary>Answers that could not be understood.</summary>
    public int Malformed { get; private set; }

    /// <summary>Posts of the account whose answers were read, with their number.</summary>
    public List<(string Post, long Replies)> Walked { get; } = [];

    /// <summary>Reads the thread.</summary>
    public void Read(JsonElement thread)
    {
        // Whether it was there or not: it is asked for again when its number changes.
        run.NoteRead(call.Root!, at);
        if (Wire(thread) is not { Uri: { } root } first)
        {
            if (run.RepliesOf(call.Root!) is { } said) Walked.Add((call.Root!, said));
            return;
        }

        if (run.RepliesOf(root) is not null) Walked.Add((root, first.Replies));
        Descend(thread, root, call.Under);
    }

    private void Descend(JsonElement node, string parent, string under)
    {
        foreach (var answer in node.Items("replies"))
        {
            if (answer.At("post").ValueKind != JsonValueKind.Object) continue;
            if (Wire(answer) is not { Uri: { Length: > 0 } uri } wire)
            {
                Malformed++;
                continue;
            }

            Note(wire, uri, parent, under);
            if (wire.Replies == 0 || answer.Items("replies").Any())
            {
                run.NoteRead(uri, at);
                if (run.RepliesOf(uri) is not null) Walked.Add((uri, wire.Replies));
            }
            else
            {
                // Deeper than the answer goes, or everything below is blocked.
                run.Walk(uri, under);
            }

            Descend(answer, uri, under);
        }
    }

    private void Note(WirePost wire, string uri, string parent, string under)
    {
        var isNew = run.Note(uri, new ThreadNode(wire.Replies, parent, under), at, BlueskyPost.Time(wire.IndexedAt));
        if (BlueskyPost.IsWithheld(wire)) return;
        if (posts.Read(wire, now) is not { } post) Malformed++;
        else if (isNew) Found.Add(post);
    }

    private static WirePost? Wire(JsonElement node)
    {
        if (node.At("post") is not { ValueKind: JsonValueKind.Object } post) return null;
        try
        {
            return post.Deserialize<WirePost>(WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
