namespace Listening.Sources.X;

/// <summary>Languages as X names them.</summary>
internal static class XLanguage
{
    // Those that lang: of the search takes and that X names as everybody does. It refuses the whole request for any other.
    private static readonly HashSet<string> Searched = new(
        "am ar bg bn bs ca ckb cs cy da de dv el en es et eu fa fi fr gu hi ht hu hy is it ja ka km kn ko lo lt lv ml mr my ne nl no or pa pl ps pt ro ru sd si sk sl sr sv ta te th tl tr ug uk ur vi zh".Split(' '),
        StringComparer.Ordinal);

    /// <summary>The value of <c>lang:</c> for a tag of a query; null when the search cannot be told.</summary>
    public static string? OfTag(string tag) => Searched.TryGetValue(tag.Split('-')[0], out var known) ? known : null;

    /// <summary>A post's language as everybody names it; null when X does not know it.</summary>
    public static string? Of(string? stated) => stated switch
    {
        null or "" or "und" or "zxx" or "art" => null,
        // Links only, hashtags only, media only.
        ['q', _, _] => null,
        "iw" => "he",
        "in" => "id",
        _ => stated.Length <= 35 && stated.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? stated : null,
    };
}
