using System.ComponentModel.DataAnnotations;

namespace Listening.Host.Configuration;

/// <summary>How the log is signed, and who outside is told.</summary>
public sealed class AuditOptions
{
    /// <summary>Folder of the key that signs checkpoints, of its own and readable by the service alone. A process without it appends but does not sign.</summary>
    public string? SigningKeyFolder { get; set; }

    /// <summary>Folder of the signed checkpoints and the public key, outside the database and best on another machine.</summary>
    public string? CheckpointFolder { get; set; }

    /// <summary>Who outside is told of each checkpoint.</summary>
    public RecipientOptions? Witness { get; set; }
}

/// <summary>Who is told of something.</summary>
public sealed class RecipientOptions
{
    /// <summary>Takes each notice as JSON by POST; may be an address of the organisation's own network.</summary>
    public Uri? Webhook { get; set; }

    public MailOptions? Mail { get; set; }
}

/// <summary>A mailbox that takes each notice.</summary>
public sealed class MailOptions : MailServerOptions
{
    [Required]
    public string To { get; set; } = null!;
}

/// <summary>A mail server and whom its mail is from.</summary>
public class MailServerOptions
{
    [Required]
    public string From { get; set; } = null!;

    [Required]
    public string SmtpHost { get; set; } = null!;

    [Range(1, 65535)]
    public int SmtpPort { get; set; } = 25;

    /// <summary>True when the connection has to be encrypted (STARTTLS) before anything is sent.</summary>
    public bool StartTls { get; set; }

    public string? UserName { get; set; }

    public string? Password { get; set; }
}
