using System.Text.Json;
using Listening.Core.Posts;
using Listening.Sources.Json;

namespace Listening.Sources.X;

/// <summary>The accounts that came with an answer.</summary>
internal sealed class XAuthors
{
    private readonly Dictionary<string, Author> authors = new(StringComparer.Ordinal);
    private readonly HashSet<string> withheld = new(StringComparer.Ordinal);

    /// <summary>Reads an answer's accounts, and those it says it does not show.</summary>
    public XAuthors(JsonElement body)
    {
        foreach (var user in body.At("includes").Items("users"))
        {
            if (user.Id("id") is not { } id) continue;
            authors[id] = new Author(id, Username(user), user.Text("name") ?? "");
            if (user.Flag("protected")) withheld.Add(id);
        }

        foreach (var error in body.Items("errors"))
        {
            if (error.Text("resource_type") == "user" && XProblems.TypeOf(error) is XProblems.NotFound or XProblems.NotAuthorised && Of(error) is { } id) withheld.Add(id);
        }
    }

    /// <summary>True for an account that is protected, suspended or gone: what it wrote is not kept.</summary>
    public bool IsWithheld(string? id) => id is not null && withheld.Contains(id);

    /// <summary>Who has this id; with an empty username where the answer does not say.</summary>
    public Author Find(string? id) => id is null ? Author.Unknown : authors.GetValueOrDefault(id) ?? new Author(id);

    private static string? Of(JsonElement error) => error.Id("resource_id") ?? error.Id("value");

    private static string Username(JsonElement user) => user.Text("username") is { } name && XUsername.IsOne(name) ? name : "";
}
