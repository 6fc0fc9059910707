namespace Listening.Sources.X;

/// <summary>Decides where the pages of a request go on.</summary>
internal sealed class XPaging(XOptions options)
{
    /// <summary>The pages after one more was read.</summary>
    /// <returns>The pages, true when it was the last, and true when posts may have been missed.</returns>
    public (XPages Pages, bool IsLast, bool Gap) After(XRequest request, XPages pages, XPage page)
    {
        var after = pages with { Read = pages.Read + 1, Newest = request.KeepsPlace ? pages.Newest ?? page.Newest : null, Token = page.Token };
        // A page without a single post is not the end, and neither is a short one. Only a missing token is.
        if (page.Token is null) return (after, true, after.Read * options.PageSize >= request.Reach);
        var isStuck = page.Token == pages.Token || after.Read >= options.MaximumPages;
        return (after, isStuck, isStuck);
    }

    /// <summary>The pages after X refused the token: once from the beginning, then no more of them.</summary>
    public static (XPages Pages, bool IsLast) AfterRefusal(XPages pages) => pages.Restarts == 0
        ? (new XPages { Since = pages.Since, From = pages.From, Restarts = 1 }, false)
        : (pages, true);
}
