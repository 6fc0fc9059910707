using System.ComponentModel.DataAnnotations;

namespace Listening.Host.Configuration;

/// <summary>How much attention one person may get in 28 days before staff are told, and before it ends unless it is allowed.</summary>
public sealed class WatchingOptions
{
    /// <summary>Posts of one author stored, at which staff are told.</summary>
    [Range(1, 100_000)]
    public int WarnCaptures { get; set; } = 50;

    /// <summary>Posts stored, at which a search that is aimed at the author stops until its watch is renewed; not less than <see cref="WarnCaptures"/>.</summary>
    [Range(1, 100_000)]
    public int BlockCaptures { get; set; } = 200;

    /// <summary>Times that posts of one author were opened, at which staff are told.</summary>
    [Range(1, 100_000)]
    public int WarnViews { get; set; } = 20;

    /// <summary>Times opened, at which the author's posts are closed until a watch is allowed; not less than <see cref="WarnViews"/>.</summary>
    [Range(1, 100_000)]
    public int BlockViews { get; set; } = 60;
}
