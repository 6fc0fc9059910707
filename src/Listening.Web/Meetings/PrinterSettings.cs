namespace Listening.Web.Meetings;

/// <summary>What prints packs as PDF.</summary>
/// <param name="Chromium">Path of the browser's program; null when there is none and no PDF is offered.</param>
public sealed record PrinterSettings(string? Chromium = null);
