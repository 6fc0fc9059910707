namespace Listening.Web.Tests.Site;

/// <summary>A clock that stands still.</summary>
internal sealed class FixedTime(DateTime utc) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(utc, TimeSpan.Zero);
}
