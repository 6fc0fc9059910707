namespace Listening.Web.Wording;

/// <summary>What an error page says.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Advice">What the reader can do.</param>
public sealed record ErrorWording(string Title, string Advice)
{
    /// <summary>The words for an HTTP status.</summary>
    public static ErrorWording For(int status) => status switch
    {
        400 => new("This request was not understood", "Go back and try again. If you filled in a form, open it anew first: it may have been open for too long."),
        403 => new("You do not have access to this", "If you need it for your work, ask the person who looks after this service."),
        404 => new("Page not found", "If you were looking for a post, it may have been deleted: that happens five days after it was collected, or sooner."),
        429 => new("Too many tries", "Wait a minute, then try again."),
        >= 400 and < 500 => new("This request was refused", "Go back and try again."),
        _ => new("Something went wrong", "Try again in a few minutes. Nothing that you see on other pages is lost."),
    };
}
