using System.ComponentModel.DataAnnotations;

namespace Listening.Host.Configuration;

/// <summary>The mail that tells the enforcement group how much waits for it.</summary>
public sealed class DigestOptions
{
    /// <summary>Days of the week on which it is sent, in English.</summary>
    [Required]
    public List<DayOfWeek> Days { get; set; } = null!;

    /// <summary>The hour from which on it is sent, UTC.</summary>
    [Range(0, 23)]
    public int Hour { get; set; } = 7;

    /// <summary>Where the service is reached: the mail's links begin with it.</summary>
    [Required]
    public Uri PublicUrl { get; set; } = null!;

    [Required]
    public MailOptions Mail { get; set; } = null!;
}
