using System.Globalization;
using Listening.Core.Sources;

namespace Listening.Sources.X;

/// <summary>Says how a search is put to X.</summary>
internal static class XQuestion
{
    private const string Whole = "The whole query: every post that is read is held against it here.";

    /// <summary>What is asked and what is decided here.</summary>
    public static SourceQuestion Of(SourceRequest search, XOptions options)
    {
        var (requests, refusal) = XRequests.Of(search, options);
        if (refusal is not null) return SourceQuestion.Refused(refusal.Message);
        var asked = requests.Select(request => request.ToString()).ToList();
        if (search.Kind == SearchKind.AccountWithComments)
            asked.Add($"{XRequest.Conversation("…")}, for each post younger than {options.CommentDays.ToString(CultureInfo.InvariantCulture)} days whose number of replies has changed");
        return new SourceQuestion { Asked = asked, Local = Local(search.Kind) };
    }

    private static IReadOnlyList<string> Local(SearchKind kind) => kind switch
    {
        SearchKind.Keywords or SearchKind.List =>
            ["What the requests leave out of the query: every post that they find is held against the whole of it here."],
        SearchKind.Mentions =>
            [Whole, "X counts as mentions only posts that name the account. A keyword search for url:x.com/ and the username finds posts that quote it."],
        _ => [Whole],
    };
}
