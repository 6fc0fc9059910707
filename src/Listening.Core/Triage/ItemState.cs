namespace Listening.Core.Triage;

/// <summary>Whether something is still to be done about an item. Numbers are stored, so they never change.</summary>
public enum ItemState
{
    /// <summary>Nobody has closed it. Somebody may have taken it.</summary>
    Open = 0,

    /// <summary>Closed with an outcome; it stays readable until it is deleted.</summary>
    Closed = 1,
}
