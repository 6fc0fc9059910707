using System.Globalization;

namespace Listening.Application.Watches;

/// <summary>What is to be said of the attention that a post's author got, before it gets more. Names nobody.</summary>
/// <param name="Captures">Posts of the author that were stored, in the days that are added up or since the watch was allowed.</param>
/// <param name="Views">Times that posts of the author were opened, likewise.</param>
/// <param name="CloseAt">Times at which they are closed.</param>
/// <param name="IsWatched">True when an allowed watch covers the post: what came before it is not counted.</param>
public sealed record AuthorAttention(int Captures, int Views, int CloseAt, bool IsWatched)
{
    /// <summary>True when the post is shown to nobody.</summary>
    public bool IsClosed => Views >= CloseAt;

    /// <summary>In words, with what to do.</summary>
    public string Words => IsClosed
        ? $"{Opened} So many views of one person can be directed surveillance, which needs an authorisation, so the posts are closed to everybody. {ToDo}"
        : $"{Opened} At {Number(CloseAt)} they are closed until {(IsWatched ? "the watch is renewed" : "a watch is allowed")}.";

    private string Opened => $"Posts of this author were opened {Times(Views)} by staff {Since}{(Captures > 0 ? $"; {Number(Captures)} were stored" : "")}.";

    private string Since => IsWatched ? "since their watch was allowed" : $"in {Number(AttentionSettings.Days)} days";

    private string ToDo => IsWatched
        ? "They open again when the watch is renewed: ask for it on the page Watches."
        : "They open again when a watch of the account is allowed: save a search of the account and ask for its watch on the page Watches.";

    private static string Times(int count) => count == 1 ? "once" : $"{Number(count)} times";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
