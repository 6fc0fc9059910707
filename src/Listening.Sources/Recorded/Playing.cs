namespace Listening.Sources.Recorded;

/// <summary>Decides which recorded times have come, and turns them into times of the playing.</summary>
/// <remarks>
/// Files keep the order in which lines are read, not the times. A line whose time lies before what was already
/// played (an edit, a late arrival) is due at once. A line whose time lies ahead is waited for, unless a line after
/// it shows that the recording went on without it: then it is given the time of the line that overtook it, so that
/// one wrong clock cannot hold up everybody else.
/// </remarks>
internal sealed class Playing(double speed, DateTime now, PlayingState? state)
{
    /// <summary>What to save; null while no time was met yet.</summary>
    public PlayingState? State { get; private set; } = state;

    /// <summary>True when a line of that recorded time can be read now. A line without a time follows the one before it.</summary>
    public bool IsDue(DateTime recorded)
    {
        if (recorded == default) return true;
        State ??= new PlayingState(now, recorded, recorded);
        return recorded <= State.Reached || At(recorded) <= now;
    }

    /// <summary>True when a line of that recorded time, met further on, shows that a line before it need not be waited for.</summary>
    public bool Overtakes(DateTime recorded) => State is not null && recorded > State.Reached && At(recorded) <= now;

    /// <summary>Notes that the recorded time was played.</summary>
    public void Reach(DateTime recorded)
    {
        if (State is not null && recorded > State.Reached) State = State with { Reached = recorded };
    }

    /// <summary>The time of the playing that answers to a recorded one, UTC; never in the future for what is due.</summary>
    public DateTime At(DateTime recorded)
    {
        var (started, origin, _) = State ?? throw new InvalidOperationException("Nothing was played yet.");
        var ticks = started.Ticks + ((recorded.Ticks - origin.Ticks) / speed);
        return new DateTime((long)Math.Clamp(ticks, 1, DateTime.MaxValue.Ticks - 1000.0), DateTimeKind.Utc);
    }
}
