namespace Listening.Application.Watches;

/// <summary>From where attention to one person is said to be much, and where it ends until somebody has allowed it.</summary>
/// <param name="WarnCaptures">Posts of one author stored, at which staff are told.</param>
/// <param name="BlockCaptures">Posts stored, at which a search that is aimed at the author stops.</param>
/// <param name="WarnViews">Times that posts of one author were opened, at which staff are told.</param>
/// <param name="BlockViews">Times opened, at which the author's posts are closed.</param>
public sealed record AttentionSettings(int WarnCaptures = 50, int BlockCaptures = 200, int WarnViews = 20, int BlockViews = 60)
{
    /// <summary>Days over which attention is added up, today among them; and for which a watch is allowed.</summary>
    public const int Days = 28;
}
