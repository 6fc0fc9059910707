using System.Text.RegularExpressions;

namespace Listening.Sources.YouTube;

/// <summary>What people write to name a channel or a playlist: an id, a handle, or the address of its page.</summary>
internal static partial class YouTubeTarget
{
    /// <summary>A channel's id (<c>UC…</c>), or its handle with the <c>@</c>; null when the text is neither.</summary>
    public static string? Channel(string? target)
    {
        var name = target?.Trim() ?? "";
        if (Path(name) is { } path)
        {
            name = path.StartsWith("channel/", StringComparison.Ordinal) ? path["channel/".Length..] : path;
            name = name.Split('/')[0];
            if (!IsChannelId(name) && !name.StartsWith('@')) return null;
        }

        if (IsChannelId(name)) return name;
        name = name.TrimStart('@');
        return Handle().IsMatch(name) ? "@" + name : null;
    }

    /// <summary>A playlist's id; null when the text names none.</summary>
    public static string? Playlist(string? target)
    {
        var name = target?.Trim() ?? "";
        if (ListParameter().Match(name) is { Success: true } found) name = found.Groups["id"].Value;
        return PlaylistId().IsMatch(name) ? name : null;
    }

    /// <summary>True for a channel's id.</summary>
    public static bool IsChannelId(string name) => ChannelId().IsMatch(name);

    private static string? Path(string name) => Page().Match(name) is { Success: true } page ? Uri.UnescapeDataString(page.Groups["path"].Value) : null;

    [GeneratedRegex(@"^(https?://)?(www\.|m\.)?youtube\.com/(?<path>[^?#]+)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Page();

    [GeneratedRegex(@"^UC[A-Za-z0-9_-]{22}$", RegexOptions.NonBacktracking)]
    private static partial Regex ChannelId();

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}_.·-]{3,30}$", RegexOptions.NonBacktracking)]
    private static partial Regex Handle();

    [GeneratedRegex(@"[?&]list=(?<id>[A-Za-z0-9_-]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ListParameter();

    [GeneratedRegex(@"^[A-Za-z]{2}[A-Za-z0-9_-]{8,62}$", RegexOptions.NonBacktracking)]
    private static partial Regex PlaylistId();
}
