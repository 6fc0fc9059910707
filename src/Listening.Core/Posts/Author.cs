namespace Listening.Core.Posts;

/// <summary>The account that wrote a post.</summary>
/// <param name="Id">The platform's stable account id; empty when withheld.</param>
/// <param name="Handle">Handle without the <c>@</c>; empty when withheld.</param>
/// <param name="Name">Display name; empty when withheld.</param>
public sealed record Author(string Id = "", string Handle = "", string Name = "")
{
    /// <summary>An author about whom the platform says nothing.</summary>
    public static Author Unknown { get; } = new();
}
