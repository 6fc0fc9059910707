using System.Text;
using System.Text.Json;
using Listening.Core.Querying;

namespace Listening.Core.Matching;

/// <summary>Reads searches as JSON Lines: <c>{"id": …, "query": …}</c>; other fields are passed over.</summary>
internal static class SearchLines
{
    /// <summary>The searches that can be understood, in the order of the file; the others go to <paramref name="problem"/>.</summary>
    public static async Task<List<(string Id, Query Query)>> ReadAsync(Stream stream, Action<MatchFileProblem> problem, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: -1, leaveOpen: true);
        var searches = new List<(string Id, Query Query)>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var (id, text, wrong) = ReadLine(line);
            var parsed = text is null ? null : Query.Parse(text);
            if (wrong is null && !ids.Add(id!)) wrong = "another search above has the same id";
            if (wrong is null && parsed?.Query is { } query) searches.Add((id!, query));
            else problem(new MatchFileProblem(MatchFileKind.Searches, number, wrong ?? parsed!.Error!.Message, wrong is null ? parsed!.Error : null));
        }

        return searches;
    }

    private static (string? Id, string? Query, string? Wrong) ReadLine(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return (null, null, "a search is a JSON object");
            var id = Field(json.RootElement, "id");
            var query = Field(json.RootElement, "query");
            if (string.IsNullOrEmpty(id)) return (null, null, "id is missing, empty or not a string");
            return query is null ? (null, null, "query is missing or not a string") : (id, query, null);
        }
        catch (JsonException)
        {
            return (null, null, "the line is not JSON");
        }
        catch (InvalidOperationException)
        {
            // GetString throws this for escapes that are half a character.
            return (null, null, "text is not valid Unicode");
        }
    }

    private static string? Field(JsonElement search, string name) => search.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;
}
