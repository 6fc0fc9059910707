using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Listening.Core.Auditing;

namespace Listening.Core.Tests.Auditing;

public sealed class CanonicalForms
{
    [Fact]
    public void Have_no_white_space_and_leave_out_what_is_not_there() =>
        Assert.Equal(
            """{"at":"2026-03-10T12:00:00.123456Z","bytes":"AQI=","count":-7,"word":"a \"quoted\" \\ line\n\u0001é😀"}""",
            Text(json => json.Time("at", new DateTime(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc).AddTicks(1_234_569)).Bytes("bytes", [1, 2]).Bytes("empty", [])
                .Number("count", -7).Number("nothing", null).Text("none", null).Time("never", null).Text("word", "a \"quoted\" \\ line\n\u0001é😀")));

    [Fact]
    public void Refuse_members_in_another_order_or_twice()
    {
        Assert.Throws<InvalidOperationException>(() => Text(json => json.Number("b", 1).Number("a", 2)));
        Assert.Throws<InvalidOperationException>(() => Text(json => json.Number("a", 1).Number("a", 2)));
        // By code units: capitals come before small letters.
        Assert.Equal("""{"B":1,"a":2}""", Text(json => json.Number("B", 1).Number("a", 2)));
    }

    [Fact]
    public void Say_of_any_text_what_it_says()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            // Half of a surrogate pair cannot be written; a database replaces it in the same way.
            var writable = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
            using var read = JsonDocument.Parse(Text(json => json.Text("text", text ?? "")));
            return read.RootElement.GetProperty("text").GetString() == writable && Text(json => json.Text("text", writable)) == Text(json => json.Text("text", text ?? ""));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20261122, 77));
    }

    [Fact]
    public void Hash_as_a_leaf_of_what_they_say()
    {
        var json = new CanonicalJson();
        var written = json.Begin().Text("a", new string('x', 5_000)).End().ToArray();
        var hash = new byte[MerkleHash.Size];
        json.Hash(hash);

        Assert.Equal(MerkleHash.Leaf(written), hash);
    }

    private static string Text(Action<CanonicalJson> write)
    {
        var json = new CanonicalJson().Begin();
        write(json);
        return Encoding.UTF8.GetString(json.End().Span);
    }
}
