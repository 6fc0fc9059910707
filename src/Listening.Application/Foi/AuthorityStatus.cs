namespace Listening.Application.Foi;

/// <summary>Where the enforcement group stands with an authority. Numbers are stored, so they never change.</summary>
public enum AuthorityStatus
{
    /// <summary>Nothing was decided.</summary>
    None = 0,

    /// <summary>The group keeps an eye on it.</summary>
    Watch = 1,

    /// <summary>Its performance gives concern.</summary>
    OfConcern = 2,

    /// <summary>Something is being done.</summary>
    InHand = 3,

    /// <summary>What was done is done.</summary>
    Closed = 4,
}
