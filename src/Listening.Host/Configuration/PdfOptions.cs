using System.ComponentModel.DataAnnotations;

namespace Listening.Host.Configuration;

/// <summary>How packs of meetings are printed.</summary>
public sealed class PdfOptions
{
    /// <summary>Path of a Chromium on this machine.</summary>
    [Required]
    public string Chromium { get; set; } = null!;
}
