namespace Listening.Application.Outgoing;

/// <summary>How long to wait before something is sent again.</summary>
internal static class SendingBackoff
{
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    /// <summary>The wait after so many attempts, a fifth more or less, so that what failed together does not come back together.</summary>
    public static TimeSpan After(int attempts) => Waits[Math.Clamp(attempts, 1, Waits.Length) - 1] * (0.8 + (Random.Shared.NextDouble() * 0.4));
}
