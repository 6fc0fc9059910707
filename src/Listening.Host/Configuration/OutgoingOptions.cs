using System.ComponentModel.DataAnnotations;

namespace Listening.Host.Configuration;

/// <summary>How items are passed on to teams by mail.</summary>
public sealed class PassOnOptions
{
    [Required]
    public MailServerOptions Mail { get; set; } = null!;

    /// <summary>Where the service is reached from outside: links in mails begin with it.</summary>
    [Required]
    public Uri PublicUrl { get; set; } = null!;

    /// <summary>The teams by name.</summary>
    [Required]
    public Dictionary<string, TeamOptions> Teams { get; set; } = null!;
}

/// <summary>A team to which items are passed on.</summary>
public sealed class TeamOptions
{
    /// <summary>Its mailbox.</summary>
    [Required]
    public string Address { get; set; } = null!;

    /// <summary>True puts the post itself into the mail, where it outlives its deletion here.</summary>
    public bool IncludeText { get; set; }
}

/// <summary>How items are handed over to the organisation's case system.</summary>
public sealed class HandOverOptions
{
    /// <summary>Takes each item by POST; may be an address of the organisation's own network.</summary>
    [Required]
    public Uri Webhook { get; set; } = null!;

    /// <summary>What requests are signed with: one secret, or two while one replaces the other.</summary>
    [Required]
    public List<string> Secrets { get; set; } = null!;

    /// <summary>When an item is deleted of which the case system has given a reference.</summary>
    public HandOverDeletion DeleteAfter { get; set; } = HandOverDeletion.Usual;

    /// <summary>Regular expression of the case system's references; unless set, those of holds are accepted.</summary>
    public string? AllowedReferencePattern { get; set; }
}

/// <summary>When something is deleted that was handed over.</summary>
public enum HandOverDeletion
{
    /// <summary>When it is due anyway.</summary>
    Usual,

    /// <summary>As soon as its reference is here.</summary>
    AtOnce,
}

/// <summary>How posts are answered on their platforms.</summary>
public sealed class RepliesOptions
{
    /// <summary>True when a second person has to approve each reply.</summary>
    public bool NeedsApproval { get; set; } = true;
}
